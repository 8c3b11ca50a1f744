using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Audits;
using Trading.Rooms.Archives;
using Trading.Rooms.Audits;
using Trading.Rooms.Starts;
using Trading.Streams.Archives;

namespace Trading.Cli;

/// <summary>
/// Checks the archive of a room with what stands beside it: the archives of its opening and of its draw, which are
/// checked as well, and a report that somebody holds. Source: docs/spec/report.md, "Checks".
/// </summary>
/// <param name="trust">Trusted keys; null: archives are consistent in themselves at best.</param>
public sealed class RoomVerifier(TrustFile? trust)
{
    private const int NameLetters = 200;
    private const long MostFigure = 100_000_000_000_000;
    private const int MostNeighbours = 200;

    /// <summary>The verdict; without a file of its own each neighbour is looked for in the archive's folder.</summary>
    /// <param name="path">The archive's file.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="opening">The archive of its opening, or null.</param>
    /// <param name="draw">The archive of its draw, or null.</param>
    /// <param name="report">A report (PDF) that must follow from the archive, or null.</param>
    public AuditReport Check(string path, byte[] file, string? opening, string? draw, string? report)
    {
        var start = StartOf(file);
        var beside = new RoomBeside
        {
            Trust = trust is null
                ? null
                : new RoomTrust(
                    [.. trust.Platforms.Select(p => p.SigningKey)],
                    [.. trust.Offices.Where(o => o.Kind == OfficeKind.Gate).Select(o => o.SigningKey)]
                ),
            Opening = opening is not null
                ? Opening(InputFile.Bytes(opening, "an archive"), null)
                    ?? throw CommandException.Usage($"{InputFile.Shown(opening)} is no archive of an opening.")
                : Neighbours(path, start).Select(f => Opening(f, start!.Session)).FirstOrDefault(o => o is not null),
            Draw = draw is not null
                ? Draw(InputFile.Bytes(draw, "an archive"), null)
                    ?? throw CommandException.Usage(
                        $"{InputFile.Shown(draw)} is no archive of a draw with a committee."
                    )
                : Neighbours(path, start).Select(f => Draw(f, start!.Draw)).FirstOrDefault(d => d is not null),
            Fonts = RecordFonts.Embedded,
            Report = report is null ? null : InputFile.Bytes(report, "a report"),
        };
        return RoomArchiveAudit.Check(file, beside);
    }

    private OpeningBeside? Opening(byte[] file, string? session)
    {
        if (RoomArchive.IsRoom(file) || DrawArchive.IsDraw(file) || ArchivedOpening.Find(file) is not { } read)
            return null;
        if (session is not null && read.Session != session)
            return null;
        var verdict = Audit.Check(file, trust, [], RecordFonts.Embedded, LotScoring.Both.Judge);
        return new OpeningBeside(
            ProblemOf(verdict),
            read.Session,
            read.Platform,
            read.Record,
            read.Concluded,
            read.RootAt,
            lot => read.BidsOf(lot)?.Select(b => Of(b, read.PriceOf(lot))).ToList()
        );
    }

    private DrawBeside? Draw(byte[] file, string? draw)
    {
        if (!DrawArchive.IsDraw(file) || ArchivedCommittee.Find(file) is not { } read)
            return null;
        if (draw is not null && read.Draw != draw)
            return null;
        return new DrawBeside(
            ProblemOf(DrawArchiveAudit.Check(file, trust)),
            read.Draw,
            read.Gate,
            read.Supervisor,
            read.Experts,
            read.Buyers,
            read.Named
        );
    }

    private static string ProblemOf(AuditReport verdict)
    {
        var failed = verdict.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number).ToList();
        return failed.Count == 0 ? "" : $"that archive does not hold: {string.Join(", ", failed)}";
    }

    // As a start has it (docs/spec/room.md, "Start"): names are cut, a code that is none is left out.
    private static BidBeside Of(ArchivedBid bid, PriceKind? kind)
    {
        if (bid.Form is not { } form)
            return new(bid.Submission, bid.EnvelopeHash, bid.SubmissionKey, false, "", "", 0);
        var name = Clip(form.BidderName);
        var canStand = form.Price.Kind == kind && form.Price.Value is >= 0 and <= MostFigure && name.Length > 0;
        var code = CreditCode.IsValid(form.CreditCode) ? form.CreditCode : "";
        return new(bid.Submission, bid.EnvelopeHash, bid.SubmissionKey, canStand, name, code, form.Price.Value);
    }

    private static string Clip(string text)
    {
        var clipped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(NameLetters))
            clipped.Append(rune.ToString());
        return clipped.ToString();
    }

    /// <summary>The start in an archive of a room; null where it cannot be read.</summary>
    internal static RoomStart? StartOf(byte[] file) =>
        RoomArchive.TryRead(file, out var archive, out _)
        && archive.Stream.Leaves is [ArchiveLeaf.Disclosed, ..]
        && StreamEvidence.Read(Trading.Rooms.Rooms.RoomCodec.Table, [archive.Stream.Leaves[0]], out _)
            is [Trading.Rooms.Rooms.EvaluationStarted first]
        && RoomStartCodec.TryParse(first.Start, out var start)
            ? start
            : null;

    private static IEnumerable<byte[]> Neighbours(string path, RoomStart? start)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (start is null || folder is null || !Directory.Exists(folder))
            yield break;
        foreach (
            var file in Directory.EnumerateFiles(folder, "*.archive").Order(StringComparer.Ordinal).Take(MostNeighbours)
        )
            if (file != Path.GetFullPath(path))
                yield return InputFile.Bytes(file, "an archive", mayBeEmpty: true);
    }
}
