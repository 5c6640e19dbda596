import Slips
import Testing

@testable import SlipGenerator

/// A small catalog of the tests' own.
enum MadeShelf {
    static let shelf = CatalogShelf(entries: drugs + services + consumables)

    private static let drugs = [
        "阿莫西林胶囊", "头孢呋辛酯片", "布洛芬缓释胶囊", "氯化钠注射液", "葡萄糖注射液", "维生素C片", "奥美拉唑肠溶胶囊", "二甲双胍片", "硝苯地平缓释片",
        "阿托伐他汀钙片", "氨溴索口服溶液", "甲硝唑片", "左氧氟沙星片", "蒙脱石散", "缬沙坦胶囊", "板蓝根颗粒", "银黄口服液", "六味地黄丸", "小儿感冒颗粒",
        "复方丹参滴丸",
    ].enumerated().map { index, name in
        entry(
            code: (index < 15 ? "X" : "Z") + "A0\(index % 9)AAA00\(index)", name: name, spec: "0.25g*24粒",
            unit: "盒",
            cap: index.isMultiple(of: 2) ? "38.50" : nil)
    }

    private static let services = [
        "血常规检查", "尿常规检查", "胸部正位片", "心电图检查", "静脉输液", "肌肉注射", "一级护理", "二级护理", "普通病房床位费", "住院诊查费", "肝功能测定",
        "肾功能测定", "血糖测定", "腹部超声检查", "阑尾切除术", "换药(中)", "雾化吸入", "氧气吸入", "导尿术", "灌肠",
    ].enumerated().map { index, name in
        entry(
            code: "00" + ["2501", "2101", "1201", "1109", "3310"][index % 5] + "000\(100 + index)00",
            name: name,
            spec: "", unit: "次", cap: index.isMultiple(of: 3) ? "52.00" : nil)
    }

    private static let consumables = ["一次性使用输液器", "无菌纱布块", "留置针", "导尿管"].enumerated().map { index, name in
        entry(code: "C0000000000000000\(100 + index)", name: name, spec: "5ml", unit: "个", cap: nil)
    }

    private static func entry(code: String, name: String, spec: String, unit: String, cap: String?)
        -> ShelfEntry
    {
        ShelfEntry(
            code: code, name: name, spec: spec, unit: unit, insuranceClass: "甲", selfPayRatio: .zero,
            priceCap: cap.flatMap { Money($0) }, validFrom: CalendarDate("2024-01-01"), validTo: nil)
    }

    /// Whether pages can be painted here; without the fonts the tests that paint are skipped.
    static let canPaint = SlipFont.missing == nil
    static let fontsNeeded = Comment(
        rawValue: "fonts are missing: apt-get install " + SlipFont.debianPackages.joined(separator: " "))
}
