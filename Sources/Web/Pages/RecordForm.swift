import Archive
import Catalog
import Extraction
import Markup
import Processing
import Review
import Slips

/// What was read of a slip, as a form in which it can be corrected.
struct RecordForm {
    let page: RecordPage
    /// What was typed and could not be saved.
    let typed: FormData?

    private var l: Language { page.l }
    private var review: SlipReview { page.review }

    /// What stands in the entry's cell of a line that charges nothing listed.
    static let outOfCatalog = "目录外"

    var html: HTML {
        let parts: HTML = """
            \(fields)
            \(lines)
            \(sums)
            \(slipFindings)
            """
        guard page.isEditable else { return "<div class=\"form\">\(parts)</div>" }
        return """
            <form class="form" id="correction" method="post" action="/records/\(page.slip.id)/corrections" \
            data-lease="/records/\(page.slip.id)/lease" data-account="\(page.session.account.name)" data-search="/api/v1/catalog">
            \(Layout.token(page.session))
            <input type="hidden" name="review" value="\(page.slip.reviews.last?.document.hex ?? "")">
            \(parts)
            \(save)
            </form>
            \(undo)
            """
    }

    // MARK: Fields

    private var fields: HTML {
        let always = Self.always.union(review.kind.printedFields)
        let present = SlipField.allCases.filter { field in
            review.fields[field.rawValue] != nil || (page.isEditable && always.contains(field))
        }
        return "<div class=\"fields\">\(present.map(self.field))</div>"
    }

    /// Fields that can be typed in although they were not found: without them a slip cannot be judged.
    private static let always: Set<SlipField> = [.hospital, .issueDate, .total]

    private func field(_ field: SlipField) -> HTML {
        let reading = review.fields[field.rawValue]
        let name = l(field.chineseName, field.englishName)
        let key = "f.\(field.rawValue)"
        let isMasked = PersonalPrint.fields.contains(field) && !page.isDisclosed
        let doubt: HTML = (reading?.needsReview ?? true) ? " doubt" : ""
        let value = reading?.value ?? ""
        let seen: HTML =
            (field == .hospital ? ReviewReading.seenOtherwise(reading?.raw, than: value) : nil).map { seen in
                "<small class=\"seen\">\(l("票面读作", "read as")) “\(seen)”</small>"
            } ?? ""
        guard page.isEditable, !isMasked else {
            let shown = isMasked ? Mask.value(value, of: field) : value
            let mark: HTML = isMasked ? " title=\"\(l("已遮盖", "masked"))\"" : ""
            let isStuck = isMasked && page.isEditable && reading?.needsReview == true
            let way: HTML = """
                <a class="way" href="#unmask-reason">\(l("存疑，填写理由显示后才能核对", "in doubt: show it to check it"))</a>
                """
            return """
                <div class="field\(doubt)" data-key="field-\(field.rawValue)"><span class="label">\(name)</span>\
                <output\(mark)>\(shown.isEmpty ? "–" : shown)</output>\(seen)\("\(way)", if: isStuck)</div>
                """
        }
        let isMissing = reading?.needsReview == true && reading?.value == nil
        let check: HTML =
            reading?.needsReview == true
            ? """
            <label class="check"><input type="checkbox" name="c.\(field.rawValue)" value="1"\(checked("c.\(field.rawValue)"))>\
            \(isMissing ? l("票面无", "not printed") : l("核对", "right"))</label>
            """ : ""
        let way: HTML = """
            <small class="way" id="w.\(key)">\(l("未找到，请照票面补录", "not found: type it as printed"))</small>
            """
        return """
            <div class="field\(doubt)" data-key="field-\(field.rawValue)"><label for="\(key)">\(name)</label>\
            <input id="\(key)" name="\(key)" value="\(typed?[key] ?? value)" maxlength="300" autocomplete="off"\
            \(" aria-describedby=\"w.\(key)\"", if: isMissing)>\(check)\(seen)\("\(way)", if: isMissing)</div>
            """
    }

    private func checked(_ name: String) -> HTML { typed?[name] == "1" ? " checked" : "" }

    // MARK: Lines

    /// The columns that some line prints, in the order of the paper.
    private var columns: [ItemColumn] {
        let wanted: [ItemColumn] = [.date, .code, .name, .spec, .unit, .quantity, .unitPrice, .amount]
        return wanted.filter { column in
            [.name, .quantity, .unitPrice, .amount].contains(column)
                || review.items.contains { $0[column] != nil }
        }
    }

    private var lines: HTML {
        let heads = columns.map { column -> HTML in
            "<th scope=\"col\" class=\"\(column.rawValue)\">\(ColumnNames.name(column, l))</th>"
        }
        let add: HTML = page.isEditable ? newLine : ""
        return """
            <div class="scroll"><table class="lines\(" coded", if: columns.contains(.code))" data-keys="lines"><thead><tr><th scope="col">#</th>\(heads)\
            <th scope="col" class="entry">\(l("目录项", "Entry"))</th><th scope="col" class="split">\(l("范围内", "In scope"))</th>\
            \("<th scope=\"col\" class=\"checks\">\(l("核对", "Right"))</th>", if: page.isEditable)</tr></thead>
            <tbody>\(review.items.map(line))\(add)</tbody></table></div>
            """
    }

    private func line(_ item: ReviewedItem) -> HTML {
        let cells = columns.map { cell(item, $0) }
        let state: HTML = item.doubts.isEmpty ? "sure" : "doubt"
        // What a rule asks stands in its finding.
        let asked = Set(item.flags.map(\.message))
        let doubts = item.doubts.filter { !asked.contains($0.reason) }.map { doubt -> HTML in
            "<li>\(l.part(of: doubt.subject)): \(l.part(of: doubt.reason))</li>"
        }
        let findings = item.flags.enumerated().map { finding($0.element, key: "\(item.line).\($0.offset)") }
        let span = columns.count + (page.isEditable ? 3 : 2)
        let below: HTML =
            doubts.isEmpty && findings.isEmpty
            ? ""
            : """
            <tr class="below"><td></td><td colspan="\(span)">\("<ul class=\"doubts\">\(doubts)</ul>", if: !doubts.isEmpty)\
            \(findings)</td></tr>
            """
        return """
            <tr class="line \(state)" data-key="line-\(item.line)" data-line="\(item.line)" tabindex="-1">\
            <th scope="row">\(item.line)</th>\(cells)<td class="entry">\(entry(item))</td>\
            <td class="split number" title="\(splitText(item))">\(item.split.map { Figures.grouped($0.inScope) } ?? "?")</td>\
            \(checks(item))</tr>
            \(below)
            """
    }

    private func cell(_ item: ReviewedItem, _ column: ItemColumn) -> HTML {
        let reading = item[column]
        let key = "l.\(item.line).\(column.rawValue)"
        let doubt: HTML = reading?.needsReview == true ? " doubt" : ""
        let isNumber = [.quantity, .unitPrice, .amount].contains(column)
        let kind: HTML = isNumber ? " number" : ""
        guard page.isEditable else {
            return
                "<td class=\"\(column.rawValue)\(kind)\(doubt)\">\(reading?.value ?? (reading == nil ? "" : "–"))</td>"
        }
        let raw = reading?.raw ?? ""
        let title: HTML = raw.isEmpty ? "" : " title=\"\(l("识读原文", "read as")): \(raw)\""
        let mode: HTML = isNumber ? " inputmode=\"decimal\"" : ""
        return """
            <td class="\(column.rawValue)\(kind)\(doubt)"><input name="\(key)" data-column="\(column.rawValue)" \
            value="\(typed?[key] ?? reading?.value ?? "")" aria-label="\(l("第\(item.line)行", "Line \(item.line)")) \(ColumnNames.name(column, l))" \
            maxlength="300" autocomplete="off"\(mode)\(title)></td>
            """
    }

    private func entry(_ item: ReviewedItem) -> HTML {
        let name: String =
            switch item.match.status {
            case .matched: item.match.name ?? ""
            case .ambiguous: l("不确定", "ambiguous")
            case .outOfCatalog: l("不在目录内", "not in the catalog")
            }
        guard page.isEditable else {
            return "<span>\(name)</span> <code class=\"dim\">\(item.match.code ?? "")</code>"
        }
        let key = "e.\(item.line)"
        let options = item.match.candidates.map { candidate -> HTML in
            "<option value=\"\(candidate.code)\">\(candidate.name)</option>"
        }
        return """
            <input name="\(key)" class="code" data-entry value="\(typed?[key] ?? Self.entryText(item))" list="m.\(item.line)" \
            aria-label="\(l("第\(item.line)行目录项编码", "Line \(item.line) entry code"))" \
            placeholder="\(l("编码、名称或拼音首字母", "code, name or initials"))" autocomplete="off" maxlength="60">\
            <datalist id="m.\(item.line)">\(options)<option value="\(Self.outOfCatalog)"></option></datalist>\
            <span class="name" title="\(name)">\(name)</span>
            """
    }

    /// What stands in the entry's cell as long as nobody changes it.
    static func entryText(_ item: ReviewedItem) -> String {
        switch item.match.status {
        case .matched: item.match.code ?? ""
        case .ambiguous: ""
        case .outOfCatalog: outOfCatalog
        }
    }

    private func checks(_ item: ReviewedItem) -> HTML {
        guard page.isEditable else { return "" }
        let (confirm, remove) = ("k.\(item.line)", "r.\(item.line)")
        return """
            <td class="checks"><label><input type="checkbox" name="\(confirm)" value="1"\(checked(confirm))><span>\(l("核对", "right"))</span></label>\
            <label class="remove"><input type="checkbox" name="\(remove)" value="1"\(checked(remove))><span>\(l("删行", "no line"))</span></label></td>
            """
    }

    private func splitText(_ item: ReviewedItem) -> String {
        guard let split = item.split else { return l("尚不能分割", "cannot be split yet") }
        return l("全自费 ", "self-paid ") + split.selfPaid.description + l("，超限价 ", ", over cap ")
            + split.overCap.description + l("，先行自付 ", ", first self-paid ") + split.firstSelfPaid.description
            + l("，范围内 ", ", in scope ") + split.inScope.description
    }

    private var newLine: HTML {
        let cells = columns.map { column -> HTML in
            let key = "n.\(column.rawValue)"
            let kind: HTML = [.quantity, .unitPrice, .amount].contains(column) ? " number" : ""
            return """
                <td class="\(column.rawValue)\(kind)"><input name="\(key)" data-column="\(column.rawValue)" value="\(typed?[key] ?? "")" \
                aria-label="\(l("补录行", "New line")) \(ColumnNames.name(column, l))" maxlength="300" autocomplete="off"></td>
                """
        }
        return """
            <tr class="line new"><th scope="row" title="\(l("补录漏读的一行", "a line that was not read"))">＋</th>\(cells)\
            <td colspan="3" class="dim">\(l("补录漏读的一行", "a line that was not read"))</td></tr>
            """
    }

    // MARK: Findings

    private func finding(_ flag: Flag, key: String) -> HTML {
        let amount: HTML = flag.amount.map { " <b>¥\(Figures.grouped($0))</b>" } ?? ""
        let basis: HTML = flag.basis.map { "<small class=\"dim\">\($0)</small>" } ?? ""
        let cleared: HTML =
            flag.clearedBy.map { "<small>\(l("所需材料", "would be cleared by")): \(l.part(of: $0))</small>" }
            ?? ""
        let ruling: HTML =
            flag.ruling.map { outcome in
                let name = outcome == .approved ? l("已核准", "approved") : l("已认定", "upheld")
                return "<span class=\"tag done\">\(name)</span> <small>\(flag.rulingReason ?? "")</small>"
            } ?? (page.isEditable && flag.rule != nil ? decision(key) : "")
        return """
            <div class="finding \(flag.severity.rawValue)"><span class="tag">\(FlagTags.name(flag.code.rawValue, l))</span>\(amount) \
            \(l.part(of: flag.message)) \(cleared) \(basis)\(ruling)</div>
            """
    }

    private func decision(_ key: String) -> HTML {
        let (choice, reason) = ("d.\(key)", "w.\(key)")
        func option(_ outcome: FindingRuling.Outcome, _ text: String) -> HTML {
            let selected: HTML = typed?[choice] == outcome.rawValue ? " selected" : ""
            return "<option value=\"\(outcome.rawValue)\"\(selected)>\(text)</option>"
        }
        return """
            <span class="decide"><label class="sr" for="\(choice)">\(l("处理", "Decision"))</label>\
            <select id="\(choice)" name="\(choice)"><option value="">\(l("待定", "open"))</option>\
            \(option(.approved, l("核准", "approve")))\(option(.upheld, l("认定违规", "uphold")))</select>\
            <label class="sr" for="\(reason)">\(l("依据", "Reason"))</label>\
            <input id="\(reason)" name="\(reason)" value="\(typed?[reason] ?? "")" maxlength="200" \
            placeholder="\(l("依据，如诊断证明", "reason, such as the paper seen"))"></span>
            """
    }

    private var slipFindings: HTML {
        guard !review.flags.isEmpty else { return "" }
        let findings = review.flags.enumerated().map { finding($0.element, key: "slip.\($0.offset)") }
        return "<div class=\"panel findings\"><h2>\(l("整单发现", "Findings on the slip"))</h2>\(findings)</div>"
    }

    // MARK: Sums

    private var sums: HTML {
        let totals = review.totals
        let printed = totals.printed.map(Figures.grouped) ?? "–"
        let closes: HTML = totals.isClosed ? "closes" : "open"
        let parts: [(String, Money)] = [
            (l("全自费", "Self-paid"), totals.split.selfPaid), (l("超限价自付", "Over cap"), totals.split.overCap),
            (l("先行自付", "First self-paid"), totals.split.firstSelfPaid),
            (l("符合范围", "In scope"), totals.split.inScope),
        ]
        return """
            <div class="sums \(closes)" id="sums" data-printed="\(totals.printed?.description ?? "")" \
            data-closes="\(l("勾稽相符", "closes"))" data-open="\(l("不符，相差", "off by"))">
            <span>\(l("明细合计", "Lines"))<b data-sum>\(Figures.grouped(totals.items))</b></span>
            <span>\(l("票面合计", "Printed total"))<b>\(printed)</b></span>
            <span class="verdict" data-verdict role="status">\(totals.isClosed ? l("勾稽相符", "closes") : l("尚未勾稽", "does not close"))</span>
            <span class="grow"></span>
            \(parts.map { part -> HTML in "<span>\(part.0)<b>\(Figures.grouped(part.1))</b></span>" })
            </div>
            """
    }

    // MARK: Saving

    private var save: HTML {
        let complete: HTML = """
            <label class="check"><input type="checkbox" name="complete" value="1"\(checked("complete"))>\
            \(l("已与票面逐行核对，无漏行", "compared with the paper: no line is missing"))</label>
            """
        return """
            <div class="save">\(complete)
            <label for="reason">\(l("更正理由", "Reason"))</label>
            <input id="reason" name="reason" value="\(typed?["reason"] ?? "")" required maxlength="300" list="reasons">
            <datalist id="reasons"><option value="\(l("识读有误", "misread"))"></option><option value="\(l("核对无误", "checked, right"))"></option>\
            <option value="\(l("补交材料", "papers handed in"))"></option></datalist>
            <button class="primary" accesskey="s">\(l("保存并重新审核", "Save and review"))</button>
            <small class="hint keys">\(l("J/K 换行 · E 改金额 · Enter 核对并下一行 · O 目录外 · Ctrl+Enter 保存", "J/K lines · E amount · Enter right, next · O out of catalog · Ctrl+Enter saves"))</small></div>
            """
    }

    private var undo: HTML {
        guard page.slip.correctionInForce != nil else { return "" }
        return """
            <form class="panel inline" method="post" action="/records/\(page.slip.id)/undo">\(Layout.token(page.session))
            <label for="undo-reason">\(l("撤销上一次更正，理由", "Undo the last correction, because"))</label>
            <input id="undo-reason" name="reason" required maxlength="300"><button>\(l("撤销", "Undo"))</button></form>
            """
    }
}
