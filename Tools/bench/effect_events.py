"""The events of `consume.effect`, the same in every program that is measured, and what must follow from them."""
import hashlib
import struct
import uuid

APPLICATIONS = 997
EVENT_BYTES = 700


def filler():
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    state, out = 88172645463325252, bytearray()
    for _ in range(EVENT_BYTES + 64):
        state ^= (state << 13) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= (state << 17) & 0xFFFFFFFFFFFFFFFF
        out.append(letters[state % len(letters)])
    return bytes(out)


def application(n):
    return b"app-%04d" % (n % APPLICATIONS)


def cause(n):
    return str(uuid.UUID(bytes=hashlib.sha256(b"bench-%d" % n).digest()[:16])).encode()


def derived(cause_id):
    """The identity of the first consequence of an event in the service `bench`, as EventID says (Shared/Runtime/Flow): the cause's time
    bits, then a hash of cause, service and index."""
    high, low = struct.unpack(">QQ", uuid.UUID(cause_id.decode()).bytes)
    mark = struct.unpack(">Q", hashlib.sha256(b"service\0bench").digest()[8:16])[0] & 0x3FFFFFFFFFFFFFFF
    digest = hashlib.sha256(struct.pack(">QQQB", high, low ^ mark, 0, 0)).digest()
    first, second = struct.unpack(">QQ", digest[:16])
    return uuid.UUID(bytes=struct.pack(
        ">QQ", high >> 16 << 16 | 0x8000 | first & 0x0FFF, 1 << 63 | second & 0x3FFFFFFFFFFFFFFF))


def expected(number, so_far):
    """Count and sum of one application after its first events (n = number, number + 997, …)."""
    return so_far, so_far * number + APPLICATIONS * so_far * (so_far - 1) // 2
