using Trading.Documents;
using Trading.Rooms.Papers;
using Trading.Rooms.Reports;
using Trading.Rooms.Rooms;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V103 and V104: what was signed, and the pages of it. Source: docs/spec/report.md, "Checks".</summary>
internal static class ReportChecks
{
    public static Finding Signed(RoomArchiveCase c) =>
        c.Kind != ArchiveKind.Full
            ? OfPublic(c)
            : c.OfFull(() =>
                c.OfEach<RoomEvent>(
                    (m, e) =>
                        e switch
                        {
                            ReportDrafted d => Drafted(c, m, d),
                            ReportCommitted => c.All[m.At - 1] is ReportDrafted ? null : "no draft stands before it",
                            ReportJudged j => Judged(m, j),
                            SilenceDeemed s => Silent(m, s),
                            EvaluationConcluded end => Concluded(m, end),
                            _ => null,
                        },
                    _ =>
                        $"{c.All.Count(e => e is ReportDrafted)} drafts, {c.All.Count(e => e is ReportJudged)} opinions"
                )
            );

    public static Finding Printed(RoomArchiveCase c)
    {
        if (c.Start is null || c.Pack is null || c.Stream!.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (c.Public.Select((_, at) => SealProblem(c, at)).FirstOrDefault(p => p is not null) is { } unsealed)
            return Finding.Fail(unsealed);
        if (c.Beside.Fonts is not { } fonts)
            return Finding.Nothing("without fonts the report cannot be printed");
        if (c.Kind == ArchiveKind.Full && c.FoldProblem is not null)
            return Finding.Nothing("the events do not follow one another");
        List<byte[]> pages = [RoomReport.Public(c.Public, fonts), RoomReport.Public(c.Public, fonts, isChinese: false)];
        if (c.Kind == ArchiveKind.Full)
        {
            if (!TryRebuild(c, fonts, out var signed))
                return Finding.Fail("the host's signature is not under the report that follows from the events");
            var named = c.Archive!.Named;
            byte[][] full =
            [
                .. signed,
                RoomReport.Full(c.All, fonts, names: named).Pdf,
                RoomReport.Full(c.All, fonts, isChinese: false, named).Pdf,
            ];
            pages.InsertRange(0, full);
        }
        if (c.Beside.Report is { } given && !pages.Any(p => p.AsSpan().SequenceEqual(given)))
            return Finding.Fail("the report that was given is none that follows from these events");
        return Finding.Pass(
            $"printed again: {pages[0].Length} bytes, SHA-256 {Convert.ToHexStringLower(Suite.P256.Hash(pages[0]))}"
        );
    }

    // Under its own digest a seal is looked at by everybody; that the digest is the report's shows the full archive.
    private static string? SealProblem(RoomArchiveCase c, int at)
    {
        if (c.Public[at] is not ReportSealed seal)
            return null;
        if (at == 0 || c.Public[at - 1] is not EvaluationConcluded end)
            return "the host signed what was not concluded";
        if (StreamTimes.Problem(end.At, 0, 0) is { } problem)
            return $"the conclusion: {problem}";
        if (seal.Revision != end.Revision)
            return "the host signed the report of another count";
        return SealSteps.Problem(RoomFacts.Of(c.Started!)!, end, seal)?.Detail;
    }

    /// <summary>Every signed file again, the newest first; false where one is another than was signed.</summary>
    private static bool TryRebuild(RoomArchiveCase c, Fonts fonts, out List<byte[]> signed)
    {
        signed = [];
        for (var at = c.All.Count - 1; at >= 0; at--)
            if (c.All[at] is ReportSealed seal)
            {
                // Nobody is named in it: names are given to an archive, and no event holds them.
                var draft = RoomReport.Full([.. c.All.Take(at)], fonts);
                if (!PdfSignature.Digest(draft.Pdf).AsSpan().SequenceEqual(seal.Digest))
                    return false;
                if (!draft.TryRebuild(seal.Certificate, seal.Signature, seal.Hash, out var file))
                    return false;
                signed.Add(file);
            }
        return true;
    }

    private static string? Drafted(RoomArchiveCase c, RoomMoment m, ReportDrafted e)
    {
        var facts = m.Sitting!.Facts;
        if (SeatChecks.OfficialProblem(facts, e.Act, RoomActKind.Draft) is { } problem)
            return problem;
        if (!RoomAct.TryParse(e.Act.Statement, out var act) || act.Subject != e.Hash)
            return "the host drafted another hash";
        if (e.SignBy != e.At + facts.Pack.SignSeconds * RoomDecider.SecondMicros)
            return "the time to sign is not the pack's";
        if (
            m.At + 1 >= c.All.Count
            || c.All[m.At + 1] is not ReportCommitted told
            || !told.Commitment.AsSpan().SequenceEqual(e.Act.Commitment(c.Suite))
        )
            return "another draft was committed to";
        // What nobody signed binds nobody: another draft follows it.
        var isSigned = c
            .All.Skip(m.At + 1)
            .TakeWhile(next => next is not ReportDrafted)
            .Any(next => next is ReportJudged or SilenceDeemed);
        return isSigned && ReportHash.Of(facts, c.All.Take(m.At)) != e.Hash
            ? "the hash is not that of the room's events"
            : null;
    }

    private static string? Judged(RoomMoment m, ReportJudged e)
    {
        if (m.Before is not Room.Reporting state)
            return "there was no draft";
        var kind = e.Agrees ? RoomActKind.Agree : RoomActKind.Dissent;
        if (SeatChecks.ActProblem(state, e.Act, kind, e.Seat) is { } problem)
            return problem;
        if (!RoomAct.TryParse(e.Act.Statement, out var act) || act.Subject != state.Draft.Hash)
            return "the opinion is about another draft";
        if (state.Opinions.ContainsKey(e.Seat))
            return $"seat {e.Seat} has signed";
        return e.At < state.Draft.SignBy ? null : "it came too late";
    }

    private static string? Silent(RoomMoment m, SilenceDeemed e)
    {
        if (m.Before is not Room.Reporting state)
            return "there was no draft";
        var silent = Enumerable.Range(1, state.Facts.Seats).Where(seat => !state.Opinions.ContainsKey(seat));
        return e.At < state.Draft.SignBy ? "the time to sign was not over"
            : silent.SequenceEqual(e.Seats) ? null
            : "others were silent";
    }

    private static string? Concluded(RoomMoment m, EvaluationConcluded e) =>
        m.Before is Room.Reporting state
        && state.Opinions.Count == state.Facts.Seats
        && state.Opinions.Values.Count(agrees => agrees) == e.Agreed
        && state.Opinions.Values.Count(agrees => !agrees) == e.Dissenting
            ? null
            : "the opinions are not those that were told";

    private static Finding OfPublic(RoomArchiveCase c)
    {
        if (c.Public.OfType<EvaluationConcluded>().LastOrDefault() is not { } end)
            return Finding.Nothing("there is no result");
        if (end.Agreed < 0 || end.Dissenting < 0 || end.Agreed + end.Dissenting != c.Start?.Seats.Count)
            return Finding.Fail("the opinions are not those of all seats");
        return c.Public.OfType<ReportCommitted>().LastOrDefault()?.Revision == end.Revision
            ? Finding.Withheld("the signatures are in the supervisor's archive")
            : Finding.Fail("the report is of another count");
    }
}
