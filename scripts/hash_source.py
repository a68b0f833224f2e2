"""Write the hashes by which tests know that the course shares no run of words with a text, which stays out of it.

python scripts/hash_source.py ARTICLE.txt tests/course/source-article.json --allow "The title, for citations"
"""

from argparse import ArgumentParser
from pathlib import Path

from coursewright.check.originality import Fingerprint

if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("text", type=Path, help="the text to hash; it is read and never copied")
    parser.add_argument("output", type=Path, help="the file of hashes to write")
    parser.add_argument("--allow", action="append", default=[], help="words of it that may be shared: its title")
    parser.add_argument("--salt", default="running-into-a-client")
    given = parser.parse_args()
    found = Fingerprint.of(given.text.read_text(encoding="utf-8"), given.salt, given.allow)
    given.output.write_text(found.to_json(), encoding="utf-8")
    print(f"Wrote {len(found.hashes)} hashes, {len(found.allowed)} of them allowed.")
