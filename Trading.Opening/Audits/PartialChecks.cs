using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V28, V29: the trustees' partial openings, as far as the reader may have them. Source: docs/spec/archive.md,
/// "Checks"; docs/spec/lock.md.
/// </summary>
internal static class PartialChecks
{
    public static Finding Logged(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                if (!lot.WasReleased)
                    return archived.Partials.Count == 0
                        ? Finding.Nothing("not opened")
                        : Finding.Fail("partial openings of a lot that was not opened");
                if (CountProblem(lot) is { } few)
                    return Finding.Fail(few);
                if (c.Archive!.Kind == ArchiveKind.Public)
                    return Finding.Withheld($"{lot.Partials.Count} trustees released; the hashes alone are shown");
                if (!lot.Partials.Select(p => p.Trustee).Order().SequenceEqual(archived.Partials.Keys.Order()))
                    return Finding.Fail("partial openings are missing, or of a trustee that gave none");
                var other = lot.Partials.FirstOrDefault(p =>
                    !p.Hash.AsSpan().SequenceEqual(lot.Suite.Hash(archived.Partials[p.Trustee]))
                );
                return Finding.Of(
                    other is null ? null : $"trustee {other.Trustee}'s are not the ones whose hash was logged",
                    $"{lot.Partials.Count} trustees"
                );
            }
        );

    public static Finding Proved(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
                !lot.WasReleased ? Finding.Nothing("not opened")
                : c.Archive!.Kind == ArchiveKind.Public ? Finding.Withheld("proofs are in the full archive")
                : archived.Partials.Count < lot.Policy.Threshold ? Finding.Nothing("partial openings are missing")
                : lot.List.List is { } list && lot.Certificate is { } certificate
                    ? Verify(lot, archived, list, certificate)
                : Finding.Nothing("the entries do not replay")
        );

    // Enough trustees must have answered before the first bid was opened.
    private static string? CountProblem(AuditLot lot)
    {
        var before = lot
            .Events.TakeWhile(e => e is not (BidOpened or BidUnreadable))
            .OfType<PartialAccepted>()
            .Select(p => p.Trustee)
            .Distinct()
            .Count();
        return lot.Partials.Any(p => p.Trustee < 1 || p.Trustee > lot.Policy.Trustees.Count)
                ? "partial openings of nobody"
            : lot.Partials.DistinctBy(p => p.Trustee).Count() != lot.Partials.Count ? "a trustee stands twice"
            : before < lot.Policy.Threshold
                ? $"{before} of {lot.Policy.Threshold} trustees had released when the lot was opened"
            : null;
    }

    private static Finding Verify(AuditLot lot, ArchiveLot archived, FrozenList list, LockCertificate certificate)
    {
        var opening = list.Opening(certificate);
        var batches = new List<PartialBatch>();
        foreach (var (trustee, bytes) in archived.Partials.OrderBy(p => p.Key))
        {
            if (!PartialBatch.TryParse(lot.Suite, bytes, out var batch) || batch!.Trustee != trustee)
                return Finding.Fail($"trustee {trustee}'s cannot be read");
            var fault = opening.Check(batch);
            if (fault != PartialFault.None)
                return Finding.Fail($"trustee {trustee}: {fault}");
            batches.Add(batch);
        }
        var shared = opening.CombineChecked([.. batches.Take(lot.Policy.Threshold)]);
        var wrong = list
            .Live.Zip(shared)
            .FirstOrDefault(pair => !Leads(lot, certificate, pair.First, pair.Second))
            .First;
        return Finding.Of(
            wrong is null ? null : $"they do not lead to what was shown of {wrong.Id}",
            $"{batches.Count} trustees"
        );
    }

    private static bool Leads(AuditLot lot, LockCertificate certificate, FrozenSubmission live, Point shared)
    {
        if (lot.Unreadable.FirstOrDefault(b => b.Submission == live.Id) is { } unreadable)
            return unreadable.SharedPoint is not { } shown || shown.AsSpan().SequenceEqual(shared.Encode());
        var bid = lot.Opened.FirstOrDefault(b => b.Submission == live.Id);
        return bid is not null
            && EnvelopeOpener.TryOpen(live.Envelope.Header, shared, certificate.GroupKey, null, out var opener, out _)
            && opener.Opening(0).SectionKey.AsSpan().SequenceEqual(bid.SectionKey);
    }
}
