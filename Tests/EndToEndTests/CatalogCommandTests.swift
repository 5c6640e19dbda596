import Foundation
import Testing

extension `Slipway, end to end` {
    @Suite struct `The commands for catalogs` {
        private static let published = """
            序号,国家医保代码,项目名称,计价单位,三级医院价格,甲乙类,自付比例
            1,002103000010000,彩色多普勒超声检查,次,120.50,乙类,10%
            2,001102000010000,住院诊查费,日,30,甲类,

            """

        private func importing(_ file: String, into folder: String) async throws -> SlipwayProgram.Outcome {
            try await SlipwayProgram.run([
                "catalog", "import", file, "--to", folder, "--id", "330000", "--edition", "2024-03",
                "--published", "2024-03-01",
            ])
        }

        @Test func `a published table becomes a catalog by which names are found`() async throws {
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(Self.published.utf8), to: "prices.csv")
            let made = try await importing(file, into: "\(folder.path)/catalog")
            #expect(made.status == 0, "\(made.standardError)")
            let check = try await SlipwayProgram.run(["catalog", "check", "\(folder.path)/catalog"])
            #expect(check.status == 0)
            #expect(check.standardOutput.contains("services.csv  2 rows"))
            let yaml = try String(contentsOfFile: "\(folder.path)/catalog/catalog.yaml", encoding: .utf8)
            #expect(yaml.contains("published: 2024-03-01") && yaml.contains("prices.csv, sha256 "))
            // The second time the catalog is the compiled one.
            for _ in 1...2 {
                let match = try await SlipwayProgram.run([
                    "catalog", "match", "彩色多营勒超声检查", "--catalog", "\(folder.path)/catalog",
                ])
                #expect(match.standardOutput.contains("002103000010000"))
                #expect(match.standardError == "")
            }
            let again = try await importing(file, into: "\(folder.path)/catalog")
            #expect(again.status == 64, "a folder that is not empty is left alone")
        }

        @Test func `tables in the national character set become a catalog, and changed limits are told`()
            async throws
        {
            let folder = try TemporaryFolder()
            let bytes = try #require(Self.published.data(using: String.Encoding(rawValue: 0x8000_0632)))
            let file = try folder.write(bytes, to: "prices.csv")
            for edition in ["old", "new"] {
                let made = try await importing(file, into: "\(folder.path)/\(edition)")
                #expect(made.status == 0 && made.standardError.contains("prices.csv is read as GB18030"))
            }
            let rules = "code,limit,basis,valid_from,valid_to,sex\n002103000010000,,,,,female\n"
            try folder.write(Data(rules.utf8), to: "new/rules/service-sex.csv")
            let difference = try await SlipwayProgram.run([
                "catalog", "diff", "\(folder.path)/old", "\(folder.path)/new",
            ])
            #expect(difference.standardOutput == "+ rules/service-sex.csv  002103000010000  sex=female\n")
            let nothing = try await SlipwayProgram.run([
                "catalog", "find", "不存在的药", "--catalog", "\(folder.path)/old",
            ])
            #expect(nothing.standardOutput.isEmpty && nothing.standardError.contains("no name is near"))
        }

        @Test func `what is not understood is named, and nothing is written`() async throws {
            let folder = try TemporaryFolder()
            let text = Self.published.replacing(",乙类", with: ",戊类").replacing("120.50", with: "面议")
            let file = try folder.write(Data(text.utf8), to: "prices.csv")
            let made = try await importing(file, into: "\(folder.path)/catalog")
            #expect(made.status == 65)
            #expect(made.standardError.contains("prices.csv, line 2, column 甲乙类"))
            #expect(made.standardError.contains("prices.csv, line 2, column 三级医院价格"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/catalog"))
        }

        @Test(arguments: [
            (["find", "磁共振", "--limit", "0"], "--limit takes 1 or more"),
            (["find", " "], "Give words of a name"),
            (["match", " "], "The name is empty"),
            (["check", "README.md"], "it is a file and no folder"),
            (["check", "--remarks=-1"], "--remarks takes 0 or more"),
        ])
        func `what cannot be meant is refused`(arguments: [String], reason: String) async throws {
            let outcome = try await SlipwayProgram.run(["catalog"] + arguments)
            #expect([64, 69].contains(outcome.status) && outcome.standardOutput.isEmpty)
            #expect(outcome.standardError.contains(reason), "\(outcome.standardError)")
        }

        @Test func `a sheet cannot be chosen in a table without sheets, nor an empty folder for rules`()
            async throws
        {
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(Self.published.utf8), to: "prices.csv")
            let made = try await SlipwayProgram.run([
                "catalog", "import", file, "--to", "\(folder.path)/catalog", "--id", "330000", "--edition",
                "2024-03", "--published", "2024-03-01", "--sheet", "Sheet1",
            ])
            #expect(made.status == 65 && made.standardError.contains("prices.csv: it has no sheets"))
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/rules", withIntermediateDirectories: false)
            let backtest = try await SlipwayProgram.run([
                "rules", "backtest", "--rules", "\(folder.path)/rules", "--archive", "\(folder.path)/none",
            ])
            #expect(backtest.status == 69 && backtest.standardError.contains("no table of rules"))
        }

        @Test
        func
            `a file of names that is not there, is a folder, holds nothing or no text is refused as what it is`()
            async throws
        {
            let folder = try TemporaryFolder()
            try folder.write(Data(), to: "empty.txt")
            try folder.write(Data([0xB0, 0xA2]), to: "other.txt")
            for (name, status, reason) in [
                ("absent.txt", Int32(69), "No such file or directory"), (".", 69, "Is a directory"),
                ("empty.txt", 65, "holds no name"), ("other.txt", 65, "is no UTF-8 text"),
            ] {
                let outcome = try await SlipwayProgram.run([
                    "catalog", "match", "--file", "\(folder.path)/\(name)",
                ])
                #expect(
                    outcome.status == status && outcome.standardError.contains(reason),
                    "\(outcome.standardError)")
            }
        }

        @Test func `codes without their zeros are asked about, and get them back where that is said`()
            async throws
        {
            let folder = try TemporaryFolder()
            let text = Self.published.replacing(",002103000010000,", with: ",2103000010000,")
            let file = try folder.write(Data(text.utf8), to: "prices.csv")
            let command = [
                "catalog", "import", file, "--to", "\(folder.path)/catalog", "--id", "330000", "--edition",
                "2024-03",
                "--published", "2024-03-01", "--local-codes", "service",
            ]
            let refused = try await SlipwayProgram.run(command)
            #expect(refused.status == 65 && refused.standardError.contains("--short-codes restore"))
            let made = try await SlipwayProgram.run(command + ["--short-codes", "restore"])
            #expect(made.status == 0 && made.standardError.contains("codes that got back two zeros, 1"))
            let found = try await SlipwayProgram.run([
                "catalog", "find", "002103000010000", "--catalog", "\(folder.path)/catalog",
            ])
            #expect(found.standardOutput.contains("彩色多普勒超声检查"))
        }

        @Test func `what lies in a catalog and is not read is named whenever it is loaded`() async throws {
            let folder = try TemporaryFolder()
            let file = try folder.write(Data(Self.published.utf8), to: "prices.csv")
            _ = try await importing(file, into: "\(folder.path)/catalog")
            try folder.write(Data(), to: "catalog/drugs.xlsx")
            try folder.write(Data(), to: "catalog/README.md")
            let find = ["catalog", "find", "超声", "--catalog", "\(folder.path)/catalog"]
            let found = try await SlipwayProgram.run(find)
            #expect(found.status == 0 && found.standardError.contains("drugs.xlsx: it is not read"))
            #expect(!found.standardError.contains("README.md"))
            let check = try await SlipwayProgram.run(["catalog", "check", "\(folder.path)/catalog"])
            #expect(
                check.status == 0
                    && check.standardOutput.contains("README.md: no catalog has a file of this name"))
            try folder.write(Data(), to: "catalog/Prices.CSV")
            let refused = try await SlipwayProgram.run(find)
            #expect(refused.status == 65 && refused.standardError.contains("rename it to prices.csv"))
        }

        @Test func `check names every defect`() async throws {
            let folder = try TemporaryFolder()
            let drugs = """
                code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to
                XA01,,,0.25g*24粒,盒,甲,zero,12.50,,
                XA02,头孢拉定胶囊,,0.25g*24粒,盒,丁,0,12.50,,

                """
            try folder.write(Data(drugs.utf8), to: "catalog/drugs.csv")
            try folder.write(Data("code,sex\nXA01,male\n".utf8), to: "catalog/rules/drug-sex.csv")
            let check = try await SlipwayProgram.run(["catalog", "check", "\(folder.path)/catalog"])
            #expect(check.status == 65)
            for defect in [
                "drugs.csv, line 2, column name", "drugs.csv, line 2, column self_pay_ratio",
                "drugs.csv, line 3, column class", "rules/drug-sex.csv, line 1", "has 4 defects",
            ] {
                #expect(check.standardError.contains(defect), "\(check.standardError)")
            }
        }
    }
}
