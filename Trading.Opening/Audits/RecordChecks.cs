using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V23–V25: the sealed opening records against the signed headers, and against what was shown of them. Source:
/// docs/spec/archive.md, "Checks".
/// </summary>
internal static class RecordChecks
{
    public static Finding Sealed(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                var named = Named(lot).ToDictionary(n => n.Submission, n => n.EnvelopeHash, StringComparer.Ordinal);
                if (
                    !named
                        .Keys.Order(StringComparer.Ordinal)
                        .SequenceEqual(archived.Records.Keys.Order(StringComparer.Ordinal))
                )
                    return Finding.Fail("a record is missing, or one too many is there");
                var wrong = archived.Records.FirstOrDefault(r => !IsSealed(lot, named[r.Key], r.Value)).Key;
                return named.Count == 0
                    ? Finding.Nothing("no record is shown")
                    : Finding.Of(
                        wrong is null ? null : $"the record of {wrong} is not the sealed one",
                        $"{named.Count} records"
                    );
            }
        );

    public static Finding Opened(AuditCase c) =>
        OpeningChecks.OfReleased(
            c,
            (lot, list) =>
            {
                var wrong = lot.Opened.FirstOrDefault(bid =>
                    lot.Find(bid.Submission) is not { } live
                    || !lot.Archived!.Records.TryGetValue(bid.Submission, out var record)
                    || EnvelopeOpener.OpenRecord(
                        live.Envelope.Header,
                        OpeningChecks.OpeningOf(bid),
                        record,
                        out var content
                    ) != OpeningFault.None
                    || !content.AsSpan().SequenceEqual(bid.Content)
                );
                return Finding.Of(
                    wrong is null ? null : $"the sealed record of {wrong.Submission} is not what was shown",
                    $"{lot.Opened.Count} of {list.Live.Count}"
                );
            }
        );

    public static Finding Failures(AuditCase c) =>
        OpeningChecks.OfReleased(
            c,
            (lot, list) =>
            {
                if (lot.Unreadable.Count == 0)
                    return Finding.Nothing("everything opened");
                foreach (var bid in lot.Unreadable)
                {
                    if (FailureProblem(lot, bid) is { } problem)
                        return Finding.Fail($"{bid.Submission}: {problem}");
                }
                var said = $"{lot.Unreadable.Count} of {list.Live.Count} not opened";
                // Without the partial openings a shared point is the platform's word: with a false one any good bid
                // fails.
                var isWord = c.Archive!.Kind == ArchiveKind.Public && lot.Unreadable.Any(b => b.Fault == Fault.Bidder);
                return isWord
                    ? Finding.Withheld($"{said}; that the points shown are the right ones, the full archive proves")
                    : Finding.Pass(said);
            }
        );

    // Of a bid whose stored bytes were lost or changed by the platform there is nothing to show.
    private static IEnumerable<(string Submission, byte[] EnvelopeHash)> Named(AuditLot lot) =>
        lot
            .Opened.Select(b => (b.Submission, b.EnvelopeHash))
            .Concat(lot.Unreadable.Where(b => b.Fault == Fault.Bidder).Select(b => (b.Submission, b.EnvelopeHash)));

    // The header that the result names by its hash; its signature is another check's matter.
    private static bool IsSealed(AuditLot lot, byte[] envelopeHash, byte[] record)
    {
        var entry = lot.Entries.FirstOrDefault(e => e.Hash(lot.Suite).AsSpan().SequenceEqual(envelopeHash));
        if (entry is null || !SignedHeader.TryReadHeader(entry.Statement, out var header))
            return false;
        return record.Length == header.Sections[0].CiphertextBytes
            && PartRoots.Of(lot.Suite, record).AsSpan().SequenceEqual(header.Sections[0].Root);
    }

    // A bidder's fault is shown to everybody: with this point the header's own keys do not fit. Another's fault shows
    // in what is missing.
    private static string? FailureProblem(AuditLot lot, BidUnreadable bid)
    {
        if (lot.Find(bid.Submission) is not { } live)
            return "there is no such live bid";
        if (bid.Fault != Fault.Bidder)
            return bid.SharedPoint is null ? null : "a shared point is shown without need";
        if (bid.SharedPoint is null || !lot.Suite.Group.TryDecode(bid.SharedPoint, out var shared))
            return "the shared point that would prove it is missing";
        if (
            !lot.Archived!.Records.TryGetValue(bid.Submission, out var record) || lot.Certificate is not { } certificate
        )
            return "the sealed record is missing";
        var fault = EnvelopeOpener.TryOpen(
            live.Envelope.Header,
            shared,
            certificate.GroupKey,
            null,
            out var opener,
            out var early
        )
            ? opener.OpenRecord(record, out _)
            : early;
        return fault == OpeningFault.None ? "it opens"
            : fault.ToString() != bid.Cause ? $"it fails as {fault}, not as {bid.Cause}"
            : null;
    }
}
