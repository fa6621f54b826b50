"""Checks a SCIM 2.0 server with a client that is not ours (scim2-tester).

directory.py ADDRESS KEY     prints each check that failed, then how many passed; ends with 1 when one failed
"""
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server


def main() -> int:
    address, key = sys.argv[1:]
    http = Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=30)
    results = check_server(SyncSCIMClient(http))
    wrong = (Status.DEVIATION, Status.ERROR, Status.CRITICAL)
    failed = [one for one in results if one.status in wrong]
    for one in failed:
        print(f"{one.status.name}: {one.title}: {one.reason}")
    passed = sum(one.status in (Status.SUCCESS, Status.COMPLIANT) for one in results)
    print(f"{passed} of {len(results)} checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
