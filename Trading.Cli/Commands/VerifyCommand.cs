using System.CommandLine;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Audits;

namespace Trading.Cli;

/// <summary><c>trading verify</c>: one archive, one trust file, no network.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> ArchiveFile = new("ARCHIVE")
    {
        Description = "The archive of a session, or of a draw",
    };
    private static readonly Option<string> Trust = CommonOptions.Trust(
        "without one the archive is consistent in itself at best"
    );
    private static readonly Option<string[]> Receipt = new("--receipt")
    {
        Description =
            "A submission kit, a receipt or an acknowledgement: the check fails if that bid is missing; may be "
            + "repeated",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var verb = new Verb(
            "verify",
            "Verifies an archive offline: numbered checks, each PASS, FAIL, withheld or not applicable; drill "
                + "and custody stand in the verdict."
        )
        {
            Examples =
            [
                "trading verify opening.archive --trust trust.txt",
                "trading verify opening.archive --trust trust.txt --receipt my.kit",
                "trading verify opening.archive --trust trust.txt --json",
            ],
            Exits =
            [
                (ExitCode.Done, "no check failed, and all stand on the trust file"),
                (ExitCode.Failed, "a check failed"),
                (ExitCode.Usage, "wrong command line or unreadable file"),
                (
                    ExitCode.NotAnchored,
                    "no check failed, but without --trust nothing anchors the keys: self-consistent, not anchored"
                ),
            ],
        }.With(Trust, Receipt, Json);
        verb.Add(CommonOptions.RefuseDashes(ArchiveFile));
        return verb.Does((request, _) => Task.FromResult(Verify(request)));
    }

    private static int Verify(Request request)
    {
        var trust = request.Get(Trust) is { } file ? TrustSource.Read(file) : null;
        var receipts = (request.Get(Receipt) ?? []).SelectMany(ReceiptSource.Read).ToList();
        var path = request.Get(ArchiveFile)!;
        var bytes = InputFile.Bytes(path, "an archive", mayBeEmpty: true);
        var report = DrawArchive.IsDraw(bytes)
            ? DrawArchiveAudit.Check(bytes, trust)
            : Audit.Check(bytes, trust, receipts, RecordFonts.Embedded, LotScoring.Both.Judge);
        if (request.Get(Json))
            request.Print(Machine(report));
        else
            Print(report, request.Out);
        if (report.Checks[0] is { Outcome: CheckOutcome.Fail } container)
            throw Damaged(path, container.Detail);
        return report.ExitCode;
    }

    // The numbered check stands above, for machines and for the record; this is for the person, who wants to know what
    // to do.
    private static CommandException Damaged(string path, string problem) =>
        CommandException.Refused(
            $"{InputFile.Shown(path)}: {problem}",
            "spec:archive",
            problem.StartsWith("not an archive", StringComparison.Ordinal) ? "name the file that trading archive wrote"
                : problem.StartsWith("cut off", StringComparison.Ordinal)
                    ? "fetch it again, whole: trading archive --session ID --out FILE"
                : "fetch it again and compare; where the platform's own copy fails too, keep both and tell the "
                    + "supervisor"
        );

    private static void Print(AuditReport report, TextWriter output)
    {
        foreach (var check in report.Checks)
            output.WriteLine($"{check.Number} {Word(check.Outcome), -8} {check.Title}: {check.Detail}");
        foreach (var remark in report.Remarks)
            output.WriteLine($"note: {remark}");
        output.WriteLine($"verdict: {Verdict(report)}");
    }

    private static string Verdict(AuditReport report) =>
        report.ExitCode switch
        {
            ExitCode.Done => "everything holds, anchored in the trust file",
            ExitCode.NotAnchored => "self-consistent, not anchored",
            _ => $"FAIL: {string.Join(", ", Failed(report))}",
        };

    private static IEnumerable<string> Failed(AuditReport report) =>
        report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number);

    private static string Word(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Pass => "PASS",
            CheckOutcome.Fail => "FAIL",
            CheckOutcome.Withheld => "withheld",
            _ => "n/a",
        };

    private static object Machine(AuditReport report) =>
        new
        {
            Verdict = Verdict(report),
            report.ExitCode,
            report.IsAnchored,
            report.Remarks,
            Checks = report.Checks.Select(c => new
            {
                c.Number,
                Outcome = Word(c.Outcome),
                c.Title,
                c.Detail,
            }),
        };
}
