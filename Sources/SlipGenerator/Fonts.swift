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
    /// 楷体 of another cut; specimens only, as are those that follow.
    case ukai = "AR PL UKai CN"
    /// 楷体 near fangsong.
    case wenKai = "LXGW WenKai"
    /// 黑体 of even strokes.
    case microHei = "WenQuanYi Micro Hei"
    /// A bitmap face of 16 dots, as outlines.
    case unifont = "Unifont"
    /// Digits and Latin as Arial, Times and Courier have them; Chinese comes from ``sans``.
    case arial = "Liberation Sans"
    case times = "Liberation Serif"
    case courier = "Liberation Mono"

    /// The packages that hold the fonts.
    public static let debianPackages = [
        "fonts-noto-cjk", "fonts-wqy-zenhei", "fonts-arphic-gbsn00lp", "fonts-arphic-gkai00mp",
        "fonts-arphic-uming", "fonts-arphic-ukai", "fonts-lxgw-wenkai", "fonts-wqy-microhei", "fonts-unifont",
        "fonts-liberation",
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
        case .ukai: ("/usr/share/fonts/truetype/arphic/ukai.ttc", "fonts-arphic-ukai")
        case .wenKai: ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "fonts-lxgw-wenkai")
        case .microHei: ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "fonts-wqy-microhei")
        case .unifont: ("/usr/share/fonts/opentype/unifont/unifont.otf", "fonts-unifont")
        case .arial: (Self.liberation + "LiberationSans-Regular.ttf", "fonts-liberation")
        case .times: (Self.liberation + "LiberationSerif-Regular.ttf", "fonts-liberation")
        case .courier: (Self.liberation + "LiberationMono-Regular.ttf", "fonts-liberation")
        }
    }

    private static let liberation = "/usr/share/fonts/truetype/liberation/"

    /// The error that names the first font that is not installed; nil when all are.
    public static var missing: GeneratorError? {
        for font in allCases where !FileManager.default.fileExists(atPath: font.source.file) {
            return .fontMissing(family: font.rawValue, package: font.source.package)
        }
        return nil
    }
}
