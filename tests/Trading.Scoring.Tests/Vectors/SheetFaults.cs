using static Trading.Scoring.Tests.Draft;
using static Trading.Scoring.Tests.FormFaults;

namespace Trading.Scoring.Tests;

/// <summary>
/// What experts write in form and a rule refuses: scores, amendments, timings (docs/spec/scoring.md, 4.2 to 4.4). Names
/// begin with the check.
/// </summary>
internal static class SheetFaults
{
    public static IEnumerable<Case> All =>
        [
            Case.Fault("S1-stranger", Base().With("members", """[{"id":"m1"}]"""), "unknown-id", "$.sheets[1].member"),
            Case.Fault("S2-unknown-bid", Base().Set("sheets.2.bid", "\"z\""), "unknown-id", "$.sheets[2].bid"),
            Case.Fault(
                "S3-unknown-criterion",
                Base().Set("sheets.2.criterion", "\"z\""),
                "unknown-id",
                "$.sheets[2].criterion"
            ),
            Case.Fault(
                "S4-sheet-for-the-price",
                Base().Set("sheets.2.criterion", "\"price\""),
                "sheet-for-price",
                "$.sheets[2].criterion"
            ),
            Case.Fault(
                "S5-score-twice",
                Base().Add("sheets", """{"member":"m1","bid":"a","criterion":"quality","hundredths":8000}"""),
                "duplicate-sheet",
                "$.sheets[12]"
            ),
            Case.Fault("too-many-members", Crowd(), "wrong-count", "$.sheets"),
            Case.Fault(
                "A1-unknown-member",
                Amend("sum", 1, 2, "\"member\":\"z\",\"bid\":\"a\""),
                "unknown-id",
                "$.amendments[0].member"
            ),
            Case.Fault(
                "A1-unknown-bid",
                Amend("sum", 1, 2, "\"member\":\"m1\",\"bid\":\"z\""),
                "unknown-id",
                "$.amendments[0].bid"
            ),
            Case.Fault(
                "A2-sum-of-a-criterion",
                Amend("sum", 1, 9000),
                "amendment-unlawful",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A3-no-criterion",
                Amend("range", 1, 2, "\"member\":\"m1\",\"bid\":\"a\""),
                "missing-key",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A3-amended-price",
                Amend("range", 1, 2, "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"price\""),
                "unknown-id",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A4-no-such-sheet",
                Amend("abnormal", 8000, 9000).Remove("sheets.0"),
                "unknown-id",
                "$.amendments[0]"
            ),
            Case.Fault(
                "A5-amended-twice",
                Amend("abnormal", 8000, 9000).Add("amendments", Amendment("abnormal", 9000, 8500)),
                "duplicate-id",
                "$.amendments[1]"
            ),
            Case.Fault(
                "A6-nothing-changes",
                Amend("abnormal", 8000, 8000),
                "amendment-unlawful",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "A7-another-score-stood",
                Amend("abnormal", 7000, 9000),
                "amendment-before",
                "$.amendments[0].before"
            ),
            Case.Fault(
                "A8-in-range-before",
                Amend("range", 8000, 9000),
                "amendment-unlawful",
                "$.amendments[0].before"
            ),
            Case.Fault(
                "A9-not-objective",
                Amend("objective", 8000, 9000),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A9-nobody-differs",
                Amend("objective", 1000, 1100, Service),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A10-abnormal-fact",
                Amend("abnormal", 1000, 1100, Service),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A11-wrong-sum",
                Amend("sum", 1, 2, "\"member\":\"m1\",\"bid\":\"a\""),
                "amendment-unlawful",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "S6-above-the-maximum",
                Base().Set("sheets.4.hundredths", "10050"),
                "score-out-of-range",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S6-below-zero",
                Base().Set("sheets.4.hundredths", "-50"),
                "score-out-of-range",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S6-amended-above-the-maximum",
                Amend("abnormal", 8000, 10_050),
                "score-out-of-range",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "S7-off-the-step",
                Base().Set("sheets.4.hundredths", "8025"),
                "score-off-step",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S8-no-reason",
                Base().Set("criteria.1.reasonBelowHundredths", "8001"),
                "reason-missing",
                "$.sheets[0].reason"
            ),
            Case.Fault(
                "S9-facts-differ",
                Base().Set("sheets.3.hundredths", "1100"),
                "objective-differs",
                "$.sheets[3].hundredths"
            ),
            Case.Fault(
                "timing-of-a-stranger",
                Base().Add("timings", """{"member":"z","bid":"a","seconds":1}"""),
                "unknown-id",
                "$.timings[0].member"
            ),
            Case.Fault(
                "timing-twice",
                Base()
                    .Add("timings", """{"member":"m1","bid":"a","seconds":1}""")
                    .Add("timings", """{"member":"m1","bid":"a","seconds":2}"""),
                "duplicate-id",
                "$.timings[1]"
            ),
            Case.Fault("S10-sheet-missing", Base().Remove("sheets.5"), "missing-sheet", "$.sheets"),
            Case.Fault("S10-no-members", Base().Remove("sheets"), "missing-sheet", "$.sheets"),
            Case.Fault(
                "S11-four-members",
                new Draft(Works, Lowest)
                    .Price(400)
                    .Scored("plan", "subjective", 600)
                    .Bid("a", 5)
                    .With("memberMean", "\"without-extremes\"")
                    .Sheets("a", "plan", 0, 0, 0, 0),
                "too-few-members",
                "$.memberMean"
            ),
        ];

    private const string Service = "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"service\"";
    private const string Quality = "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"quality\"";

    private static Draft Amend(string kind, int before, int after, string where = Quality) =>
        Base().Add("amendments", Amendment(kind, before, after, where));

    private static string Amendment(string kind, int before, int after, string where = Quality) =>
        $$"""{"kind":"{{kind}}",{{where}},"before":{{before}},"after":{{after}},"reason":"as found"}""";

    private static Draft Crowd() =>
        new Draft(Works, Lowest)
            .Price(400)
            .Scored("plan", "subjective", 600)
            .Bid("a", 5)
            .Sheets("a", "plan", [.. Enumerable.Repeat(5000L, 50)]);
}
