namespace Trading.Opening.Steps;

/// <summary>Phases and wishes in the trade's words, for sentences that people read.</summary>
internal static class PhaseWords
{
    /// <summary>What a session or a lot is doing, as a sentence without its end.</summary>
    public static string Of(object phase) =>
        phase switch
        {
            Session.None => "No such session was published",
            Session.Running => "The session is running",
            Session.Concluded => "The session is concluded",
            Session.Sealed => "The opening record is signed",
            Lot.Ceremony => "The lot's lock is being made",
            Lot.Intake => "The lot takes bids",
            Lot.Frozen => "The lot is frozen",
            Lot.Releasing => "The trustees are releasing the lot",
            Lot.Opened => "The lot is open",
            Lot.Failed => "The lot failed (流标)",
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "a phase without words"),
        };

    /// <summary>What a command wishes, as a noun with its article.</summary>
    public static string OfWish(object command) =>
        command switch
        {
            Prepare => "a publication",
            LogCeremonyMessage => "a message of the key ceremony",
            FailCeremony => "giving up the key ceremony",
            CertifyLock => "a lock certificate",
            Freeze => "a freeze",
            CosignFreeze => "a cosignature of the freeze",
            AcceptPartial => "a partial opening",
            RefusePartial => "the refusal of a partial opening",
            OpenAll => "an opening",
            FailLot => "a failure for want of bids",
            Revoke => "a revocation (撤销)",
            Perform => "an act",
            SealRecord or RecordSealed => "a signature of the record",
            TellStandstill => "a report of a standstill",
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "a wish without words"),
        };
}
