using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>
/// What a receipt is worth under a lot's policy: the one judge, whoever asks, when a bid is sent as when an archive is
/// verified. Lines of strangers are passed over, a wrong line of a trustee is not. Source: docs/spec/streams.md,
/// "Receipt".
/// </summary>
public static class ReceiptJudge
{
    /// <summary>Whether entry, slot and tick lead to a head of the lot's intake that t trustees cosigned.</summary>
    public static ReceiptVerdict Of(Receipt receipt, LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(policy);
        if (
            Suite.Find(policy.Suite) is not { } suite
            || receipt.Suite.Id != suite.Id
            || receipt.Checkpoint.Signatures.Count == 0
        )
            return ReceiptVerdict.LogSignatureWrong;
        // The platform signs under the stream's name; under version 1 it might be any.
        var stream = Names.IntakeStream(policy.Session, policy.Lot);
        var log = new NoteKey(
            suite,
            policy.Version > 1 ? stream : receipt.Checkpoint.Signatures[0].Name,
            policy.PlatformKey,
            NoteKeyKind.Note
        );
        var witnesses = policy
            .Trustees.Select(t => new NoteKey(suite, t.Name, t.SigningKey, NoteKeyKind.Cosignature))
            .ToList();
        return receipt.Verify(stream, policy.SlotForm, log, witnesses, policy.Threshold);
    }
}
