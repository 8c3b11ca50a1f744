using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Audits;

/// <summary>The record of an archived session, printed again from the events alone.</summary>
public static class ArchivedRecord
{
    /// <summary>
    /// The draft of an archive's session, and its seal; null with a problem in English where the file is no archive, an
    /// event cannot be read or the session is not concluded. Whether the archive holds is <see cref="Audit"/>'s
    /// question; a wrong one gives a wrong record, whose hash is not the sealed one.
    /// </summary>
    public static (DocumentDraft Draft, RecordSealed? Seal)? Find(
        ReadOnlySpan<byte> file,
        Fonts fonts,
        out string problem
    )
    {
        var read = AuditCase.Read(file, null, [], fonts, null);
        problem = read.Archive is null
            ? read.Problem
            : read.EventProblem ?? (read.Events.Any(e => e is SessionConcluded) ? "" : "the session is not concluded");
        return problem.Length > 0 ? null : (Draft(read.Events, read.Stream!.Tree(), fonts), read.Seal);
    }

    // The document speaks of the events up to the conclusion; what came behind it is no part of what it says.
    internal static DocumentDraft Draft(IReadOnlyList<SessionEvent> events, MerkleTree tree, Fonts fonts)
    {
        var size = events.TakeWhile(e => e is not SessionConcluded).Count() + 1;
        var concluded =
            Decider.Fold(events.Take(size)) as Session.Concluded
            ?? throw new CorruptEventException(nameof(SessionConcluded), "does not conclude the session");
        if (Terms.Check(concluded.Last.Terms) is { } problem)
            throw new CorruptEventException(nameof(SessionPrepared), problem);
        if (!RecordVersion.IsSound(concluded.Record, concluded.Address))
            throw new CorruptEventException(nameof(SessionConcluded), "no such version of the record, or no address");
        if (concluded.Last.Lots.Count != concluded.Last.Terms.Lots.Count)
            throw new CorruptEventException(nameof(SessionPrepared), "a lot has no policy");
        return RecordDocument.Draft(concluded, size, tree.Root(size), fonts);
    }
}
