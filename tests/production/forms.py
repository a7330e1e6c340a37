"""Forms as a browser fills them in: read from the page, changed, sent back."""

from html.parser import HTMLParser

VOID = {"input", "img", "br", "meta", "link", "hr", "wbr"}


class _Form(HTMLParser):
    """The fields of the page's form for a record."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.inside = False
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = "record-form" in (attrs.get("class") or "")
        if not self.inside:
            return
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name and kind not in ("file", "submit"):
            if kind in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.values.setdefault(name, []).append(attrs.get("value", "on"))
            else:
                self.values.setdefault(name, []).append(attrs.get("value") or "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.values.setdefault(self.select, []).append(attrs.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            self.values.setdefault(name, [""])

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            self.values[self.textarea][0] = self.values[self.textarea][0].removeprefix("\n")
            self.textarea = None
        if tag == "select":
            self.select = None
        if tag == "form":
            self.inside = False


def filled_in(response):
    """What the browser would send from this page without a change."""
    parser = _Form()
    parser.feed(response.content.decode())
    return parser.values


def send(client, url, **changes):
    """Open a page's form, change some fields, send it."""
    data = filled_in(client.get(url)) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.words = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, sorted(name for name, _ in attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)
