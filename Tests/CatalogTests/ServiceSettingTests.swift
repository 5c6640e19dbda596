import Foundation
import Slips
import Testing

@testable import Catalog

@Suite struct `What holds for a hospital and a person` {
    private static let shares = """
        code,person_class,hospital_level,region,self_pay_ratio,valid_from,valid_to
        S1,职工,,,0.1,,
        S1,居民,,,0.3,,
        S1,居民,1,,0.2,,
        S1,居民,1,330100,0.15,2024-01-01,2024-12-31

        """
    private static let prices = """
        code,hospital_level,region,price_cap,valid_from,valid_to
        S1,,330000,10,,
        S1,,330100,11,,
        S1,,330106,12,,
        S1,,东区,13,,

        """

    private func catalog() throws -> Catalog {
        let folder = try CatalogFolder([
            "services.csv": CatalogFolder.header + "\nS1,护理,,,日,乙,0.5,20,,\nS2,床位,,,日,甲,0,,,\n",
            "shares.csv": Self.shares, "prices.csv": Self.prices,
        ])
        return try withExtendedLifetime(folder) { try Catalog(folder: folder.path) }
    }

    @Test(
        arguments: [
            ("城镇职工基本医疗保险", 3, "330106", "2024-05-01", "0.1"), ("城乡居民基本医疗保险", 3, nil, "2024-05-01", "0.3"),
            ("居民", 1, "330200", "2024-05-01", "0.2"), ("居民", 1, "330106", "2024-05-01", "0.15"),
            ("居民", 1, "330106", "2025-05-01", "0.2"), ("公费医疗", 3, nil, "2024-05-01", "0.5"),
            (nil, 3, nil, "2024-05-01", nil), ("居民", nil, nil, "2024-05-01", nil),
            ("职工", nil, nil, "2024-05-01", "0.1"),
            ("居民", 1, nil, "2024-05-01", nil),
        ] as [(String?, Int?, String?, String, String?)])
    func `the share of the row that names most`(
        insurance: String?, level: Int?, region: String?, day: String, share: String?
    ) throws {
        let catalog = try catalog()
        let date = try #require(CalendarDate(day))
        let entry = try #require(catalog.entry(code: "S1", on: date))
        let setting = ServiceSetting(hospitalLevel: level, region: region, insurance: insurance)
        #expect(catalog.selfPayRatio(of: entry, on: date, in: setting) == share.flatMap { Ratio($0) })
        let other = try #require(catalog.entry(code: "S2", on: date))
        #expect(catalog.selfPayRatio(of: other, on: date, in: setting) == .zero)
    }

    @Test func `of two classes of persons the longer word counts, and of two that only overlap neither`()
        throws
    {
        let date = try #require(CalendarDate("2024-05-01"))
        let setting = ServiceSetting(insurance: "城镇职工基本医疗保险")
        for rows in [["职工,,,0.1", "城镇职工,,,0.3"], ["城镇职工,,,0.3", "职工,,,0.1"], ["职工,,,0.1", "城镇,,,0.3"]] {
            let shares =
                "code,person_class,hospital_level,region,self_pay_ratio,valid_from,valid_to\n"
                + rows.map { "S1,\($0),,\n" }.joined()
            let folder = try CatalogFolder([
                "services.csv": CatalogFolder.header + "\nS1,护理,,,日,乙,0.5,20,,\n", "shares.csv": shares,
            ])
            let catalog = try withExtendedLifetime(folder) { try Catalog(folder: folder.path) }
            let entry = try #require(catalog.entry(code: "S1", on: date))
            let doubtful = rows[1].hasPrefix("城镇,")
            #expect(
                catalog.selfPayRatio(of: entry, on: date, in: setting) == (doubtful ? nil : Ratio("0.3")))
            #expect(catalog.unknowns(of: entry, on: date, in: setting) == (doubtful ? [.catalog] : []))
        }
    }

    @Test func `a code is unchanged between days where no row, cap or share of it begins or ends`() throws {
        let catalog = try catalog()
        let days = try ["2023-05-01", "2024-05-01"].map { try #require(CalendarDate($0)) }
        // A share of S1 holds in 2024 alone.
        #expect(!catalog.isUnchanged(code: "S1", on: days) && catalog.isUnchanged(code: "S2", on: days))
        #expect(catalog.isUnchanged(code: "S1", on: [days[1]]))
    }

    @Test func `what a cap or a share depends on is named`() throws {
        let catalog = try catalog()
        let date = try #require(CalendarDate("2024-05-01"))
        let entry = try #require(catalog.entry(code: "S1", on: date))
        func unknowns(_ day: CalendarDate?, _ setting: ServiceSetting) -> [SettingUnknown] {
            catalog.unknowns(of: entry, on: day, in: setting)
        }
        #expect(unknowns(date, ServiceSetting(hospitalLevel: 3, region: "330106")) == [.insurance])
        #expect(unknowns(date, ServiceSetting(region: "330106", insurance: "居民")) == [.hospitalLevel])
        #expect(unknowns(date, ServiceSetting(hospitalLevel: 3, insurance: "职工")) == [.region])
        #expect(unknowns(nil, ServiceSetting()) == [.date])
        #expect(unknowns(date, ServiceSetting(hospitalLevel: 3, region: "330106", insurance: "职工")).isEmpty)
    }

    @Test(arguments: [
        ("330106", "12"), ("330102", "11"), ("330200", "10"), ("110000", "20"), ("东区", "13"), ("西区", "20"),
    ])
    func `a district's cap comes before its city's and province's`(region: String, cap: String) throws {
        let catalog = try catalog()
        let date = try #require(CalendarDate("2024-05-01"))
        let entry = try #require(catalog.entry(code: "S1", on: date))
        let found = catalog.priceCap(of: entry, on: date, hospitalLevel: 2, region: region)
        #expect(try found == .capped(#require(Money(cap))))
    }

    @Test func `rows of shares that contradict one another are refused`() throws {
        let folder = try CatalogFolder([
            "services.csv": CatalogFolder.header + "\nS1,护理,,,日,乙,0.5,20,,\n",
            "shares.csv": Self.shares + "S1,居民,,,0.4,2030-01-01,\nS1,居民,4,,2,,\n",
        ])
        guard case .defects(let defects) = try Catalog.loaded(folder: folder.path) else {
            Issue.record("it was loaded")
            return
        }
        #expect(defects.map(\.line) == [6, 7, 7])
        #expect(defects.map(\.column) == ["self_pay_ratio", "hospital_level", "self_pay_ratio"])
    }
}
