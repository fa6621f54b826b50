"""Whether what arrived is what was spoken: compared by correlation, since coding changes every byte and hardly any sound."""
import subprocess

import numpy

RATE = 16_000
WINDOW_SECONDS = 1.0


def decoded(source):
    """A file's sound as samples; a browser's recording may be in any form that ffmpeg reads."""
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-i", str(source), "-vn", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"],
        capture_output=True, check=True)
    return numpy.frombuffer(done.stdout, numpy.int16).astype(numpy.float64) / 32768


def likeness(window, spoken):
    """(the highest correlation coefficient of a window with any place of what was spoken, that place in seconds)."""
    window = window - window.mean()
    size = 1 << (len(spoken) + len(window)).bit_length()
    product = numpy.fft.irfft(numpy.fft.rfft(spoken, size) * numpy.conj(numpy.fft.rfft(window, size)), size)
    product = product[:len(spoken) - len(window) + 1]
    energy = numpy.concatenate([[0.0], numpy.cumsum(spoken ** 2)])
    local = energy[len(window):] - energy[:-len(window)]
    scale = numpy.sqrt(numpy.maximum(local, 1e-9) * max((window ** 2).sum(), 1e-9))
    coefficient = product / scale
    place = int(numpy.argmax(coefficient))
    return float(coefficient[place]), place / RATE


def places(recorded, spoken):
    """Of every loud second of a recording: when it was recorded, where it was spoken, how like both are.

    What was spoken was played again and again, so a place near its end may go over into its beginning.
    """
    twice = numpy.concatenate([spoken, spoken])
    length = int(WINDOW_SECONDS * RATE)
    found = []
    loud = numpy.sqrt((recorded ** 2).mean()) * 0.5
    for begin in range(0, len(recorded) - length + 1, length):
        window = recorded[begin:begin + length]
        if numpy.sqrt((window ** 2).mean()) < loud:
            continue
        like, place = likeness(window, twice)
        found.append((begin / RATE, place % (len(spoken) / RATE), like))
    return found


def breaks(found, spoken_seconds, slack=0.06):
    """How often the recording does not go on where it stopped: once for each interruption, never otherwise."""
    shifts = [(place - at) % spoken_seconds for at, place, _ in found]
    def distance(one, other):
        gap = abs(one - other)
        return min(gap, spoken_seconds - gap)
    return sum(distance(one, other) > slack for one, other in zip(shifts, shifts[1:]))
