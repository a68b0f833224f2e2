"""What a page's item says of its key reaches the scores: Node compares the rest (``kinds/test_same_scores.py``)."""

from __future__ import annotations

from learner import Learner
from sites import Site

from coursewright.kinds import KINDS
from coursewright.kinds.numeric import Numeric
from coursewright.model.item import Item
from coursewright.read.document import read_document
from manual import examples

_SCORES = """(asked) => asked.map(([id, responses]) => {
  const item = document.querySelector(`cw-item[data-item="${id}"]`);
  const { kinds } = window.coursewright;
  return responses.map((response) => kinds[item.dataset.kind].score(item, response));
})"""


def right(item: Item) -> list[str]:
    """Return a response that is right."""
    if isinstance(item, Numeric):
        return [str(item.target.value)] if item.target else []
    if item.kind == "short":
        return [next(choice.text.markdown for choice in item.choices if choice.id in item.keyed)]
    return [blank.answers[0] for blank in item.blanks] or list(item.keyed)


def test_a_page_scores_one_item_of_each_kind_as_python_does(learner: Learner, site: Site) -> None:
    bank = examples()
    items = list(read_document(bank, "page.md", [], "practice")[0].items)
    assert {item.kind for item in items} == set(KINDS)
    learner.open(site.publish(bank, theme="bare"))
    asked = [(item, [right(item), right(item)[:-1], ["x"], []]) for item in items]
    theirs = learner.page.evaluate(_SCORES, [(item.id, responses) for item, responses in asked])
    ours = [[None if item.self_marked else item.score(response) for response in responses] for item, responses in asked]
    assert theirs == ours  # of what learners mark themselves, there is none
    assert any(item.self_marked for item in items)
    assert [
        item.id for item, scores in zip(items, theirs, strict=True) if item.keyed and scores[0] not in (1, None)
    ] == []
