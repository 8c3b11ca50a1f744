using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>V32: what a bidder holds must stand in this archive. Source: docs/spec/archive.md, "Receipts".</summary>
internal static class ReceiptChecks
{
    private const int MostNamed = 4;

    public static Finding Receipts(AuditCase c)
    {
        if (c.Receipts.Count == 0)
            return Finding.Nothing("no receipt was given");
        for (var i = 0; i < c.Receipts.Count; i++)
        {
            if (Problem(c, c.Receipts[i]) is { } problem)
                return Finding.Fail($"receipt {i + 1}: {problem}");
        }
        return Finding.Pass(Counted(c));
    }

    // A kit holds two proofs of one entry: what was counted is said, and named where it is little.
    private static string Counted(AuditCase c)
    {
        var receipts = c.Receipts.Count(proof => Receipt.TryParse(proof, out _));
        var proofs = Count((c.Receipts.Count - receipts, "acknowledgement"), (receipts, "receipt"));
        var wanted = c.Receipts.Select(EntryHashOf).ToHashSet(StringComparer.Ordinal);
        var entries = c
            .Lots.SelectMany(lot => lot.Entries.Select(entry => (Hash: entry.Hash(lot.Suite), Entry: entry)))
            .Where(found => wanted.Contains(Convert.ToHexStringLower(found.Hash)))
            .Select(found => found.Entry)
            .ToList();
        var withdrawals = entries.Count(entry => entry.Kind == EntryKind.Withdrawal);
        var named = entries.Count > MostNamed ? "" : $": {string.Join("; ", entries.Select(Name))}";
        var counted = Count((entries.Count - withdrawals, "envelope"), (withdrawals, "withdrawal"));
        return $"{proofs} honoured, of {counted}{named}";
    }

    private static string Count(params ReadOnlySpan<(int Number, string What)> counts)
    {
        var texts = new List<string>();
        foreach (var (number, what) in counts)
            if (number > 0)
                texts.Add($"{number} {what}{(number == 1 ? "" : "s")}");
        return string.Join(" and ", texts);
    }

    private static string Name(Entry entry)
    {
        var facts = StatementFacts.Read(entry);
        return $"{(entry.Kind == EntryKind.Withdrawal ? "withdrawal of " : "")}submission {facts.Submission}, revision "
            + $"{facts.Revision}";
    }

    // Judged before: it parses.
    private static string EntryHashOf(byte[] proof) =>
        Convert.ToHexStringLower(
            Acknowledgement.TryParse(proof, out var acknowledgement) ? acknowledgement.EntryHash
            : Receipt.TryParse(proof, out var receipt) ? receipt.EntryHash
            : throw new ArgumentException("a proof that was judged does not parse", nameof(proof))
        );

    private static string? Problem(AuditCase c, byte[] bytes) =>
        Acknowledgement.TryParse(bytes, out var acknowledgement) ? OfAcknowledgement(c, acknowledgement)
        : Receipt.TryParse(bytes, out var receipt) ? OfReceipt(c, receipt)
        : "this is neither an acknowledgement nor a receipt";

    private static string? OfAcknowledgement(AuditCase c, Acknowledgement acknowledgement)
    {
        if (c.Lots.Count == 0 || !acknowledgement.IsSignedBy(c.Lots[0].Policy.PlatformKey))
            return "it is not signed by this session's platform";
        if (Find(c, acknowledgement.EntryHash) is not { } lot)
            return "the bid that was acknowledged is missing";
        if (acknowledgement.AtMicros > lot.Policy.CloseAt)
            return "it acknowledges an arrival after the deadline";
        if (
            !Acknowledgement.TryParse(
                lot.Archived!.Acknowledgements[Convert.ToHexStringLower(acknowledgement.EntryHash)],
                out var archived
            )
        )
            return "the archived acknowledgement cannot be read";
        if (archived.AtMicros != acknowledgement.AtMicros)
            return "another arrival is archived than was acknowledged";
        return lot.Policy.Version == 1 || archived.Tick == acknowledgement.Tick
            ? null
            : "another tick is archived than was acknowledged";
    }

    private static string? OfReceipt(AuditCase c, Receipt receipt)
    {
        if (Find(c, receipt.EntryHash) is not { } lot)
            return "the bid of the receipt is missing";
        if (ProblemOf(ReceiptJudge.Of(receipt, lot.Policy)) is { } problem)
            return problem;
        return Checkpoint.TryParse(receipt.Checkpoint.Text, out var head) && IsPrefix(lot, head)
            ? null
            : "its checkpoint is not of the intake that was frozen: a split view";
    }

    private static string? ProblemOf(ReceiptVerdict verdict) =>
        verdict switch
        {
            ReceiptVerdict.Valid => null,
            ReceiptVerdict.NotIncluded => "its path does not lead to its checkpoint",
            ReceiptVerdict.CosignatureWrong => "a cosignature of its checkpoint is wrong",
            ReceiptVerdict.TooFewCosignatures => "its checkpoint lacks cosignatures",
            _ => "its checkpoint is not the platform's",
        };

    private static AuditLot? Find(AuditCase c, byte[] entryHash) =>
        c.Lots.FirstOrDefault(l =>
            l.Archived?.Acknowledgements.ContainsKey(Convert.ToHexStringLower(entryHash)) == true
        );

    private static bool IsPrefix(AuditLot lot, Checkpoint head)
    {
        var ticks = lot.Archived!.Ticks;
        if (head.Size < 1 || head.Size > ticks.Count)
            return false;
        return head.Size == ticks.Count
            ? lot.Frozen is { } frozen && frozen.Root.AsSpan().SequenceEqual(head.Root)
            : DisclosedTick.TryPrefixRoot(lot.Policy, ticks, (int)head.Size, out var root)
                && root.AsSpan().SequenceEqual(head.Root);
    }
}
