using System.CommandLine;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Audits;
using Trading.Rooms.Archives;

namespace Trading.Cli;

/// <summary><c>trading verify</c>: one archive, one trust file, no network.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> ArchiveFile = new("ARCHIVE")
    {
        Description = "The archive of a session, of a draw, or of an evaluation room",
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
    private static readonly Option<string> Opening = Beside("--opening", "session");
    private static readonly Option<string> Draw = Beside("--draw", "draw");
    private static readonly Option<string> Report = new("--report")
    {
        Description = "Of a room: an evaluation report (PDF) that must follow from the archive",
        HelpName = "FILE",
    };
    private static readonly Option<string> Recordings = new("--recordings")
    {
        Description = "Of a room: the folder of its recordings; each second is proved, missing ones are named",
        HelpName = "DIR",
    };
    private static readonly Option<string> RecordingKey = new("--recording-key")
    {
        Description = "With --recordings: the room's key; without it what is sealed is proved unopened",
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
                "trading verify room.archive --trust trust.txt --opening opening.archive --draw draw.archive",
                "trading verify room.archive --trust trust.txt --recordings recordings/7c…04",
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
        }.With(Trust, Receipt, Opening, Draw, Report, Recordings, RecordingKey, Json);
        verb.Add(CommonOptions.RefuseDashes(ArchiveFile));
        return verb.Does((request, _) => Task.FromResult(Verify(request)));
    }

    private static int Verify(Request request)
    {
        var trust = request.Get(Trust) is { } file ? TrustSource.Read(file) : null;
        var receipts = (request.Get(Receipt) ?? []).SelectMany(ReceiptSource.Read).ToList();
        var path = request.Get(ArchiveFile)!;
        var bytes = InputFile.Bytes(path, "an archive", mayBeEmpty: true);
        var isRoom = RoomArchive.IsRoom(bytes);
        if (!isRoom && (request.Get(Opening) ?? request.Get(Draw) ?? request.Get(Report)) is not null)
            throw CommandException.Usage("--opening, --draw and --report stand beside the archive of a room alone.");
        if (!isRoom && request.Get(Recordings) is not null)
            throw CommandException.Usage("--recordings stands beside the archive of a room alone.");
        if (request.Get(Recordings) is null && request.Get(RecordingKey) is not null)
            throw CommandException.Usage("--recording-key wants --recordings DIR.");
        var report =
            isRoom
                ? new RoomVerifier(trust).Check(
                    path,
                    bytes,
                    request.Get(Opening),
                    request.Get(Draw),
                    request.Get(Report)
                )
            : DrawArchive.IsDraw(bytes) ? DrawArchiveAudit.Check(bytes, trust)
            : Audit.Check(bytes, trust, receipts, RecordFonts.Embedded, LotScoring.Both.Judge);
        if (request.Get(Recordings) is { } folder)
            report = RecordingVerifier.Add(report, bytes, folder, request.Get(RecordingKey));
        if (request.Get(Json))
            request.Print(Machine(report));
        else
            Print(report, request.Out);
        if (report.Checks[0] is { Outcome: CheckOutcome.Fail } container)
            throw Damaged(path, container.Detail);
        return report.ExitCode;
    }

    private static Option<string> Beside(string name, string what) =>
        new(name)
        {
            Description = $"Of a room: the archive of its {what}; without it one of the same folder is taken",
            HelpName = "FILE",
        };

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
