"""Reads a document back as words, as pictures and as structure, with other people's readers."""

import re
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2


def pages(data):
    """The text of each page, white space folded."""
    reader = pypdf.PdfReader(BytesIO(data))
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in reader.pages]


def lines(data):
    """All lines of text, page after page, in the order of the file."""
    reader = pypdf.PdfReader(BytesIO(data))
    return [
        line.strip() for page in reader.pages for line in page.extract_text().splitlines() if line.strip()
    ]


def words(data):
    return " ".join(pages(data))


def squeezed(text):
    """Without any white space: what may be broken over lines is still whole."""
    return re.sub(r"\s+", "", text)


def line_boxes(data):
    """Of each page: its size, and the boxes of its pieces of text (left, bottom, right, top)."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        found.append((page.get_size(), [box for box in boxes if box[2] - box[0] > 0.5]))
        text.close()
        page.close()
    document.close()
    return found


def overlapping(boxes):
    """Pairs of pieces of text that lie on one another by more than a hair."""
    found = []
    ordered = sorted(boxes)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other[0] >= one[2] - 1.5:
                break
            if min(one[3], other[3]) - max(one[1], other[1]) > 1.5:
                found.append((one, other))
    return found


def picture(data, number=0, scale=1.5):
    """A page as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    image = document[number].render(scale=scale).to_pil().convert("L")
    document.close()
    return image


def ink(image, box=None):
    """The share of dark points."""
    part = image.crop(box) if box else image
    histogram = part.histogram()
    return sum(histogram[:128]) / max(1, sum(histogram))


def problems(data):
    """What a strict parser says about the file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.check_pdf_syntax()


def structure(data):
    """Kinds of elements in reading order, as (depth, kind)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = []
        _walk(pdf.Root.StructTreeRoot.K, 0, found)
        return found


def _walk(node, depth, found):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, depth, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append((depth, str(node.S)[1:]))
        _walk(node.get("/K", pikepdf.Array()), depth + 1, found)


def marks(data):
    """Of each page: the numbers of its marked contents, and the length of its row in the parent tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        rows = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        found = []
        for page in pdf.pages:
            content = b"\n".join(stream.read_bytes() for stream in page.Contents)
            ids = [int(number) for number in re.findall(rb"/MCID (\d+)", content)]
            found.append((ids, len(rows[int(page.StructParents)])))
        return found


def is_balanced(data):
    """Whether every marked content and every text object that opens also closes."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            depth = 0
            for _operands, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                if depth not in (0, 1):
                    return False
            if depth:
                return False
    return True


def fonts(data):
    """Names of all fonts, and whether each is embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {}
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descendant = font.DescendantFonts[0]
                found[str(font.BaseFont)] = "/FontFile2" in descendant.FontDescriptor
        return found


def links(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
