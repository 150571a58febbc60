"""How large a file may be, and of which types."""

from eventreg.web.incoming import LARGEST_FILE

#: Of one file, as it is handed over.
MOST_BYTES = LARGEST_FILE
#: Of all files in one form: MAX_CONTENT_LENGTH but for what else is in it.
MOST_TOGETHER = 60 * 1024**2
#: Longest side of a picture that we draw anew, in pixels.
LARGEST_SIDE = 2000
#: More points than cameras usually make; a small file can unfold to far more.
MOST_POINTS = 30_000_000

PICTURE_FORMATS = ("PNG", "JPEG", "WEBP")
PICTURE_ENDINGS = frozenset({"jpg", "jpeg", "png", "webp"})
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
#: How the files that we keep as they are are sent, by the ending of their name.
FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "txt": "text/plain",
    "csv": "text/csv",
}
#: As they are told to people.
ENDINGS = (*FILE_TYPES, "jpg", "png")
#: What the browser offers to choose.
ACCEPT_PICTURES = "image/jpeg,image/png,image/webp"
ACCEPT_FILES = ",".join(f".{ending}" for ending in (*ENDINGS, "jpeg"))
