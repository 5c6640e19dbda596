internal import CPoppler

/// No font that is installed has Chinese characters.
public struct NoChineseFont: Error, Hashable, Sendable, CustomStringConvertible {
    public init() {}

    public var description: String {
        "no font with Chinese characters is installed: install one, such as Debian's fonts-noto-cjk"
    }
}

/// The font that overlays and papers are lettered in: the first of the usual families that is installed.
public enum ChineseFont {
    /// The families in question, the most legible first.
    private static let families = [
        "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
        "AR PL UMing CN", "AR PL SungtiL GB", "sans-serif",
    ]

    /// The name of the family.
    ///
    /// - Throws: ``NoChineseFont``.
    public static func family() throws(NoChineseFont) -> String {
        guard let family = families.first(where: hasChinese) else { throw NoChineseFont() }
        return family
    }

    /// Fontconfig answers any name with some font: only a glyph proves that it is of use.
    private static func hasChinese(_ family: String) -> Bool {
        guard
            let face = cairo_toy_font_face_create(
                family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        else { return false }
        defer { cairo_font_face_destroy(face) }
        var size = cairo_matrix_t()
        cairo_matrix_init_scale(&size, 32, 32)
        var identity = cairo_matrix_t()
        cairo_matrix_init_identity(&identity)
        guard let options = cairo_font_options_create() else { return false }
        defer { cairo_font_options_destroy(options) }
        guard let font = cairo_scaled_font_create(face, &size, &identity, options) else { return false }
        defer { cairo_scaled_font_destroy(font) }
        var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(font, 0, 0, "额", -1, &glyphs, &count, nil, nil, nil)
        defer { cairo_glyph_free(glyphs) }
        guard status == CAIRO_STATUS_SUCCESS, count == 1, let glyphs else { return false }
        return glyphs[0].index != 0
    }
}
