"""Error rates of what was heard: {language: [[reference, heard]]} as JSON on standard input, {language: rate} on standard output.

English is normalised as the recogniser's authors do it (Radford et al. 2022, appendix C). Chinese keeps its characters alone, with
figures written out. Run by the Python of scripts/voices-setup.
"""
import json
import re
import sys

import cn2an
import jiwer
from whisper_normalizer.english import EnglishTextNormalizer

english = EnglishTextNormalizer()


def chinese(text):
    text = cn2an.transform(text.replace("％", "%"), "an2cn")
    return "".join(re.findall(r"[\u4e00-\u9fffa-zA-Z]", text)).lower()


def rate(language, pairs):
    if language == "en":
        return jiwer.wer([english(said) for said, _ in pairs], [english(heard) for _, heard in pairs])
    return jiwer.cer([chinese(said) for said, _ in pairs], [chinese(heard) for _, heard in pairs])


print(json.dumps({language: rate(language, pairs) for language, pairs in json.load(sys.stdin).items()}))
