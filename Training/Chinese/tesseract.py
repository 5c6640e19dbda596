"""Reads pictures of lines with Tesseract's C interface."""

import ctypes

_tesseract = ctypes.CDLL("libtesseract.so.5")
_leptonica = ctypes.CDLL("liblept.so.5")
_tesseract.TessBaseAPICreate.restype = ctypes.c_void_p
_tesseract.TessBaseAPIGetUTF8Text.restype = ctypes.c_void_p
_tesseract.TessBaseAPIGetUTF8Text.argtypes = [ctypes.c_void_p]
_tesseract.TessDeleteText.argtypes = [ctypes.c_void_p]
_leptonica.pixReadMem.restype = ctypes.c_void_p
RAW_LINE = 13


class Engine:
    """One model, one line of print at a time."""

    def __init__(self, folder, language):
        self.handle = ctypes.c_void_p(_tesseract.TessBaseAPICreate())
        _tesseract.TessBaseAPISetVariable(self.handle, b"debug_file", b"/dev/null")
        if _tesseract.TessBaseAPIInit2(self.handle, folder.encode(), language.encode(), 1) != 0:
            raise SystemExit(f"{folder}/{language}.traineddata cannot be loaded")
        _tesseract.TessBaseAPISetVariable(self.handle, b"tessedit_do_invert", b"0")
        _tesseract.TessBaseAPISetPageSegMode(self.handle, RAW_LINE)

    def read(self, png):
        holder = ctypes.c_void_p(_leptonica.pixReadMem(png, ctypes.c_size_t(len(png))))
        _leptonica.pixSetResolution(holder, 300, 300)
        _tesseract.TessBaseAPISetImage2(self.handle, holder)
        _leptonica.pixDestroy(ctypes.byref(holder))
        if _tesseract.TessBaseAPIRecognize(self.handle, None) != 0:
            return ""
        text = _tesseract.TessBaseAPIGetUTF8Text(self.handle)
        if not text:
            return ""
        result = ctypes.string_at(text).decode()
        _tesseract.TessDeleteText(text)
        return result.strip()
