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
        if (c.Beside.Fonts is not { } fonts)
            return Finding.Nothing("without fonts the report cannot be printed");
        if (c.Start is null || c.Pack is null || c.Stream!.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (c.Kind == ArchiveKind.Full && c.FoldProblem is not null)
            return Finding.Nothing("the events do not follow one another");
        byte[][] pages = [RoomReport.Public(c.Public, fonts), RoomReport.Public(c.Public, fonts, isChinese: false)];
        if (c.Kind == ArchiveKind.Full)
        {
            var draft = RoomReport.Full(c.All, fonts, names: c.Archive!.Named);
            if (SealProblem(c, draft, out var signed) is { } problem)
                return Finding.Fail(problem);
            var english = RoomReport.Full(c.All, fonts, isChinese: false, c.Archive.Named).Pdf;
            pages = [signed ?? draft.Pdf, draft.Pdf, english, .. pages];
        }
        if (c.Beside.Report is { } given && !pages.Any(p => p.AsSpan().SequenceEqual(given)))
            return Finding.Fail("the report that was given is none that follows from these events");
        return Finding.Pass(
            $"printed again: {pages[0].Length} bytes, SHA-256 {Convert.ToHexStringLower(Suite.P256.Hash(pages[0]))}"
        );
    }

    private static string? SealProblem(RoomArchiveCase c, DocumentDraft draft, out byte[]? signed)
    {
        signed = null;
        if (c.Archive!.Seal is not { } seal)
            return null;
        if (!Certificate.TryParse(seal.Certificate, out var certificate))
            return "the certificate of the report cannot be read";
        if (!certificate.Key.AsSpan().SequenceEqual(c.Start!.Host))
            return "the report is signed with another key than the host's";
        if (!c.Suite.VerifySignature(certificate.Key, draft.Attributes(seal.Certificate), seal.Signature))
            return "the host's signature is not under the report that follows from the events";
        signed = draft.Signed(seal.Certificate, seal.Signature);
        return null;
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
