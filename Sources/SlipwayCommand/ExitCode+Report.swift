import ArgumentParser

extension ExitCode {
    /// A status to end with, after what is wrong was said on standard error.
    static func reported(_ status: Int32, _ reason: String) -> ExitCode {
        StandardError.shared.write(line: "slipway: \(reason)")
        return ExitCode(status)
    }

    /// 65, after what is wrong with a file that was given was said on standard error.
    static func badFile(_ reason: String) -> ExitCode { reported(65, reason) }
}
