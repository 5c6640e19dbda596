import Foundation

/// The fonts in which slips are set, all of them packages of Debian.
public enum SlipFont: String, CaseIterable, Hashable, Sendable {
    /// 黑体, as laser printers of hospitals set lists.
    case sans = "Noto Sans CJK SC"
    /// 宋体 of a modern cut.
    case serif = "Noto Serif CJK SC"
    /// 黑体 of an older cut, near SimHei.
    case zenHei = "WenQuanYi Zen Hei"
    /// 宋体 of thin strokes, near SimSun.
    case song = "AR PL SungtiL GB"
    /// 楷体, for headings of forms.
    case kai = "AR PL KaitiM GB"
    /// 明体, for receipts.
    case ming = "AR PL UMing CN"

    /// The packages that hold the fonts.
    public static let debianPackages = [
        "fonts-noto-cjk", "fonts-wqy-zenhei", "fonts-arphic-gbsn00lp", "fonts-arphic-gkai00mp",
        "fonts-arphic-uming",
    ]

    /// The font's file as its Debian package installs it, and the package.
    ///
    /// The file is looked for rather than asked of fontconfig, which answers any name with some font.
    var source: (file: String, package: String) {
        switch self {
        case .sans: ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk")
        case .serif: ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "fonts-noto-cjk")
        case .zenHei: ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "fonts-wqy-zenhei")
        case .song: ("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", "fonts-arphic-gbsn00lp")
        case .kai: ("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", "fonts-arphic-gkai00mp")
        case .ming: ("/usr/share/fonts/truetype/arphic/uming.ttc", "fonts-arphic-uming")
        }
    }

    /// The error that names the first font that is not installed; nil when all are.
    public static var missing: GeneratorError? {
        for font in allCases where !FileManager.default.fileExists(atPath: font.source.file) {
            return .fontMissing(family: font.rawValue, package: font.source.package)
        }
        return nil
    }
}
