namespace Trading.Opening.Audits;

/// <summary>
/// V35: nobody is accused of what it did not do. Source: docs/spec/archive.md, "Checks"; docs/spec/feed.md,
/// "Accusations".
/// </summary>
internal static class AccusationChecks
{
    public static Finding Partials(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                var accused = lot
                    .Events.OfType<PartialRefused>()
                    .Where(e => e.Signature is not null || lot.Policy.Version > 1)
                    .ToList();
                if (!accused.Select(e => e.Trustee).Order().SequenceEqual(archived.Refused.Keys.Order()))
                    return Finding.Fail("wrong partial openings are missing, or of a trustee that is not accused");
                if (accused.Count == 0)
                    return Finding.Nothing("nobody is accused with proof");
                var unproved = accused.FirstOrDefault(e => Problem(lot, e, archived.Refused[e.Trustee]) is not null);
                return Finding.Of(
                    unproved is null
                        ? null
                        : $"trustee {unproved.Trustee}: {Problem(lot, unproved, archived.Refused[unproved.Trustee])}",
                    $"{accused.Count} accused, each by what it signed"
                );
            }
        );

    private static string? Problem(AuditLot lot, PartialRefused e, byte[] bytes)
    {
        if (!lot.Suite.Hash(bytes).AsSpan().SequenceEqual(e.Hash))
            return "these are not the partial openings whose hash was logged";
        if (!PartialJudgement.IsSigned(lot.Policy, e.Trustee, bytes, e.Signature))
            return "it did not sign them";
        if (lot.List.List is not { Live.Count: > 0 } list || lot.Certificate is not { } certificate)
            return "there is no list that they could be wrong for";
        var fault = PartialJudgement.FaultOf(lot.Suite, list.Opening(certificate), e.Trustee, bytes, out _);
        return fault == e.Cause ? null
            : fault is null ? "they are right"
            : $"they fail as {fault}, not as {e.Cause}";
    }
}
