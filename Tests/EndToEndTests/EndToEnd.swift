import Testing

/// The real program on real files.
///
/// One test after another: each keeps all processors busy.
@Suite(.serialized, .timeLimit(.minutes(30))) enum `Slipway, end to end` {}
