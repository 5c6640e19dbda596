public import Archive
internal import Markup
public import Processing
internal import Review
internal import Slips

/// A run's report for people: one HTML file that needs nothing else.
///
/// It names files and hospitals, and shows pages in quarantine too small to be read; no patient is named.
public struct RunReportPage: Sendable {
    /// What the run was given.
    public struct Heading: Sendable {
        /// The batch's number; nil where nothing was archived.
        public var batch: Int64?
        public var begun: Timestamp
        public var elapsed: Duration
        public var paths: [String]
        /// The catalog's ID and edition.
        public var catalog: String
        /// Pages read at the same time.
        public var jobs: Int
        /// Why the run ended before its inputs did; nil where it came to its end.
        public var interruption: String?

        public init(
            batch: Int64?, begun: Timestamp, elapsed: Duration, paths: [String], catalog: String, jobs: Int,
            interruption: String?
        ) {
            self.batch = batch
            self.begun = begun
            self.elapsed = elapsed
            self.paths = paths
            self.catalog = catalog
            self.jobs = jobs
            self.interruption = interruption
        }
    }

    private let heading: Heading
    private let statistics: RunStatistics.State
    private let times: PageTimes.State
    private let progress: ProgressState
    /// PNG pictures of failures, by their places in the statistics' list.
    private let thumbnails: [Int: [UInt8]]

    /// - Parameters:
    ///   - heading: What the run was given.
    ///   - statistics: What it came to.
    ///   - times: How long pages took.
    ///   - progress: How far it came.
    ///   - thumbnails: Small PNG pictures of failures, by their places in `statistics.failures`.
    public init(
        _ heading: Heading, statistics: RunStatistics.State, times: PageTimes.State, progress: ProgressState,
        thumbnails: [Int: [UInt8]]
    ) {
        self.heading = heading
        self.statistics = statistics
        self.times = times
        self.progress = progress
        self.thumbnails = thumbnails
    }

    /// The file.
    public var text: String {
        let page: HTML = """
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>Slipway 处理报告 \(heading.begun.description)</title>
            <style>\(ReportStyle.css)</style>
            </head>
            <body>
            <header><h1>处理报告 <small>Report of a run</small></h1>\(facts)</header>
            \(interruption)
            <section class="tiles">\(tiles)</section>
            \(bar)
            \(quarantine)
            \(findings)
            \(hospitals)
            \(pages)
            <footer>Slipway · 报告不含患者姓名和证件号；缩略图小到无法辨读 <span lang="en">It names no patient; the small pictures cannot be read.</span></footer>
            </body>
            </html>

            """
        return page.text
    }

    // MARK: Head

    private var facts: HTML {
        let seconds = heading.elapsed / .seconds(1)
        let rate = seconds > 0 ? Int((Double(progress.pagesRead) * 3600 / seconds).rounded()) : 0
        var facts: [(String, String)] = []
        if let batch = heading.batch { facts.append(("批次 Batch", "\(batch)")) }
        facts += [
            ("开始 Begun", ReportFigures.moment(heading.begun)),
            ("用时 Time", ProgressLine.clock(heading.elapsed)),
            ("速度 Speed", "\(ReportFigures.grouped(rate)) 页/小时 pages/h"), ("并行 Jobs", "\(heading.jobs)"),
            ("目录 Catalog", heading.catalog), ("输入 Inputs", heading.paths.joined(separator: "  ")),
        ]
        return "<dl>\(facts.map { fact -> HTML in "<div><dt>\(fact.0)</dt><dd>\(fact.1)</dd></div>" })</dl>"
    }

    private var interruption: HTML {
        heading.interruption.map { reason in
            """
            <p class="notice">运行未完成，再次运行同一命令即可继续。<span lang="en">The run did not come to its end: the same command goes on with it.</span> \(reason)</p>
            """
        } ?? ""
    }

    private var tiles: HTML {
        func tile(_ name: String, _ english: String, _ value: String, _ style: HTML = "") -> HTML {
            "<div class=\"tile \(style)\"><b>\(value)</b><span>\(name)</span><small lang=\"en\">\(english)</small></div>"
        }
        func count(_ counts: [String: Int], _ key: String) -> String {
            ReportFigures.grouped(counts[key] ?? 0)
        }
        let (inputs, decisions) = (statistics.inputs, statistics.decisions)
        return [
            tile("通过", "slips accepted", count(decisions, "accepted"), "good"),
            tile("待核对", "slips for a person", count(decisions, "needs_review"), "warn"),
            tile("无法识读", "slips unreadable", count(decisions, "unreadable")),
            tile("隔离", "files and pages in quarantine", ReportFigures.grouped(failureCount), "bad"),
            tile("重复提交", "files handed in again", count(inputs, "resubmitted")),
            tile("此前已完成", "files done before", count(inputs, "done_before")),
            tile("识读页数", "pages read", ReportFigures.grouped(progress.pagesRead)),
            tile("明细合计（元）", "sum of the lines, yuan", ReportFigures.grouped(statistics.amount)),
        ].joined
    }

    private var failureCount: Int { statistics.failureClasses.values.reduce(0, +) }

    /// The slips and failures as one bar.
    private var bar: HTML {
        let parts: [(String, Int)] = [
            ("accepted", statistics.decisions["accepted"] ?? 0),
            ("needs_review", statistics.decisions["needs_review"] ?? 0),
            ("unreadable", statistics.decisions["unreadable"] ?? 0), ("quarantined", failureCount),
        ]
        let sum = parts.reduce(0) { $0 + $1.1 }
        guard sum > 0 else { return "" }
        var x = 0
        let pieces = parts.map { part -> HTML in
            let width = part.1 * 1000 / sum
            defer { x += width }
            return "<rect class=\"\(part.0)\" x=\"\(x)\" y=\"0\" width=\"\(width)\" height=\"14\"/>"
        }
        return """
            <svg class="share" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" aria-label="各结果所占份额 shares of the outcomes">\(pieces)</svg>
            """
    }

    // MARK: Quarantine

    private var quarantine: HTML {
        guard failureCount > 0 else {
            return section("隔离", "Quarantine", "<p class=\"empty\">无 none</p>")
        }
        let classes = statistics.failureClasses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let most = classes.first?.value ?? 1
        let rows = classes.map { row -> HTML in
            "<tr><th scope=\"row\">\(FailureNames.chinese(row.key)) <code>\(row.key)</code></th><td class=\"number\">\(row.value)</td><td class=\"wide\">\(ReportFigures.bar(row.value, of: most))</td></tr>"
        }
        let cards = statistics.failures.enumerated().map { index, failure -> HTML in
            let picture: HTML =
                thumbnails[index].map { png in
                    "<img alt=\"第\(failure.reason.page ?? 1)页缩略图\" src=\"data:image/png;base64,\(ReportFigures.base64(png))\">"
                } ?? "<span class=\"none\">无图<br>no picture</span>"
            let page: HTML = failure.reason.page.map { "第\($0)页 page \($0)" } ?? "整个文件 whole file"
            return """
                <li>\(picture)<div><code class="source">\(failure.source)</code><span class="tag">\(failure.reason.failureClass)</span> \
                <span>\(page)</span><p>\(FailureNames.advice(failure.reason.failureClass)) <span lang="en">\(failure.reason.reason)</span></p></div></li>
                """
        }
        let more: HTML =
            failureCount > cards.count
            ? "<p class=\"empty\">另有\(failureCount - cards.count)项，见 <code>slipway quarantine list</code> and \(failureCount - cards.count) more</p>"
            : ""
        return section(
            "隔离", "Quarantine", "<table>\(rows)</table><ul class=\"cards\">\(cards)</ul>\(more)")
    }

    // MARK: Findings and hospitals

    private var findings: HTML {
        let kinds = statistics.findings.sorted {
            ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
        }
        guard let most = kinds.first?.value.count else {
            return section("发现", "Findings", "<p class=\"empty\">无 none</p>")
        }
        let rows = kinds.map { kind -> HTML in
            """
            <tr><th scope="row">\(kind.key.chineseName ?? "") <code>\(kind.key.rawValue)</code></th><td class="number">\(kind.value.count)</td>\
            <td class="wide">\(ReportFigures.bar(kind.value.count, of: most))</td><td class="number">\(kind.value.slips)</td>\
            <td class="number">\(ReportFigures.grouped(kind.value.amount))</td></tr>
            """
        }
        return section(
            "发现", "Findings by kind",
            """
            <table><thead><tr><th scope="col">种类 Kind</th><th scope="col" class="number">次数 Count</th><th scope="col"></th>\
            <th scope="col" class="number">份数 Slips</th><th scope="col" class="number">涉及金额（元）Yuan in question</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }

    private static let hospitalsShown = 30

    private var hospitals: HTML {
        let all = statistics.hospitals.sorted { a, b in
            (b.value.flagged, b.value.slips, a.key) < (a.value.flagged, a.value.slips, b.key)
        }
        guard !all.isEmpty else { return section("医院", "Hospitals", "<p class=\"empty\">无 none</p>") }
        let rows = all.prefix(Self.hospitalsShown).map { name, hospital -> HTML in
            let share = hospital.flagged * 100 / max(1, hospital.slips)
            return """
                <tr><th scope="row">\(name.isEmpty ? "（未识读 not read）" : name)</th><td class="number">\(hospital.slips)</td>\
                <td class="number">\(hospital.flagged)</td><td class="wide">\(ReportFigures.bar(hospital.flagged, of: hospital.slips)) <small>\(share)%</small></td>\
                <td class="number">\(ReportFigures.grouped(hospital.amount))</td></tr>
                """
        }
        let more: HTML =
            all.count > Self.hospitalsShown
            ? "<p class=\"empty\">另有\(all.count - Self.hospitalsShown)家 and \(all.count - Self.hospitalsShown) more</p>"
            : ""
        return section(
            "医院", "Hospitals",
            """
            <table><thead><tr><th scope="col">医院 Hospital</th><th scope="col" class="number">份数 Slips</th>\
            <th scope="col" class="number">有发现 Flagged</th><th scope="col">占比 Share</th><th scope="col" class="number">金额（元）Yuan</th></tr></thead>\
            <tbody>\(rows)</tbody></table>\(more)
            """)
    }

    // MARK: Pages

    private var pages: HTML {
        let most = times.counts.max() ?? 0
        guard most > 0 else { return section("页", "Pages", "<p class=\"empty\">无 none</p>") }
        let bounds = PageTimes.bounds.map { "≤ \($0) s" } + ["> \(PageTimes.bounds.last ?? 0) s"]
        let rows = zip(bounds, times.counts).map { bound, count -> HTML in
            "<tr><th scope=\"row\">\(bound)</th><td class=\"number\">\(count)</td><td class=\"wide\">\(ReportFigures.bar(count, of: most))</td></tr>"
        }
        let slow = times.slowest.map { page -> HTML in
            let source = statistics.sources[page.file] ?? String(page.file.hex.prefix(12))
            let state: HTML = page.isRead ? "" : " <span class=\"tag\">未读出 not read</span>"
            return """
                <tr><th scope="row"><code class="source">\(source)</code>\(state)</th><td class="number">\(page.number)</td>\
                <td class="number">\(ReportFigures.seconds(page.time))</td></tr>
                """
        }
        return section(
            "页", "Pages",
            """
            <div class="two"><table><caption>每页用时 Time a page</caption>\(rows)</table>
            <table><caption>最慢的页 The slowest pages</caption><thead><tr><th scope="col">文件 File</th><th scope="col" class="number">页 Page</th>\
            <th scope="col" class="number">秒 Seconds</th></tr></thead><tbody>\(slow)</tbody></table></div>
            """)
    }

    private func section(_ name: String, _ english: String, _ content: HTML) -> HTML {
        "<section><h2>\(name) <small lang=\"en\">\(english)</small></h2>\(content)</section>"
    }
}
