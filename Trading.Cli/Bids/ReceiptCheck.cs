using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// What the platform's words are worth, checked against the lock's policy, whose keys stand in the trust file.
/// </summary>
public static class ReceiptCheck
{
    private const string AckRule = "procurement-87:33";
    private const string ReceiptRule = "spec:streams";
    private const string Keep = "keep the file and tell the tenderer: the platform signed something that does not hold";

    /// <summary>The acknowledgement, if the platform of the policy signed it for this entry.</summary>
    public static Acknowledgement Acknowledged(byte[] bytes, VerifiedLock target, string entryHash)
    {
        if (!Acknowledgement.TryParse(bytes, out var acknowledgement))
            throw CommandException.Refused("The acknowledgement cannot be read.", AckRule, Keep);
        if (!acknowledgement.IsSignedBy(target.Policy.PlatformKey))
            throw CommandException.Refused(
                "The acknowledgement is not signed by the platform of the trust file.",
                AckRule,
                Keep
            );
        if (Convert.ToHexStringLower(acknowledgement.EntryHash) != entryHash)
            throw CommandException.Refused("The acknowledgement is for another entry.", AckRule, Keep);
        return acknowledgement;
    }

    /// <summary>
    /// The receipt, if it proves this entry in the lot's intake under a head that t trustees cosigned.
    /// </summary>
    public static Receipt Received(byte[] bytes, VerifiedLock target, string entryHash)
    {
        if (!Receipt.TryParse(bytes, out var receipt))
            throw CommandException.Refused("The receipt cannot be read.", ReceiptRule, Keep);
        if (Convert.ToHexStringLower(receipt.EntryHash) != entryHash)
            throw CommandException.Refused("The receipt is for another entry.", ReceiptRule, Keep);
        var verdict = ReceiptJudge.Of(receipt, target.Policy);
        return verdict == ReceiptVerdict.Valid
            ? receipt
            : throw CommandException.Refused($"The receipt does not hold: {verdict}.", ReceiptRule, Keep);
    }
}
