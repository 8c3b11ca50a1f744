namespace Trading.Locks.Trustee;

/// <summary>
/// One English sentence for each refusal; without times or numbers, so that saying it again says the same.
/// </summary>
internal static class TrusteeSentences
{
    public static string Of(TrusteeReason reason) =>
        reason switch
        {
            TrusteeReason.Malformed => "The bytes break their format.",
            TrusteeReason.OtherLot => "The policy is for another session or lot.",
            TrusteeReason.SecondPolicy => "Another policy was accepted for this lot before.",
            TrusteeReason.NotTrusted => "A key or a name of the policy is not the one in this trustee's trust file.",
            TrusteeReason.NotNamed => "This trustee is not among the policy's trustees.",
            TrusteeReason.OtherPurpose => "This trustee serves no locks of that purpose.",
            TrusteeReason.DeadlinePassed => "The deadline has passed on this trustee's clock.",
            TrusteeReason.OutOfTurn => "The want does not fit what this trustee has done so far.",
            TrusteeReason.OwnMessageMissing => "This trustee's own commitment or message is not among those shown.",
            TrusteeReason.CeremonyFailed => "The ceremony failed; the complaint names who is accused.",
            TrusteeReason.BadCertificate => "The lock certificate does not hold, or is not of this ceremony.",
            TrusteeReason.BadCheckpoint => "The checkpoint is no note of the platform for this stream.",
            TrusteeReason.Fork => "The new head is not an extension of the head that this trustee cosigned last.",
            TrusteeReason.TooLarge =>
                "The tree is larger than the schedule allows at this time of this trustee's clock.",
            TrusteeReason.GrowthAfterFreeze =>
                "This trustee has cosigned the freeze; the intake may not grow or change.",
            TrusteeReason.NotTheDrain => "The head is not the one with which the schedule ends.",
            TrusteeReason.LateFreeze =>
                "The frozen head came too late, and neither another trustee's timely cosignature on it nor the "
                    + "order of host and supervisor was shown.",
            TrusteeReason.ClockBehind => "This trustee's clock is behind a time that other trustees attested.",
            TrusteeReason.TooEarly => "The opening time has not come on this trustee's clock.",
            TrusteeReason.NotAttested => "Too few other trustees attested this trustee's clock.",
            TrusteeReason.NotFrozen => "The freeze lacks cosignatures, or this trustee's own.",
            TrusteeReason.RootMismatch => "The disclosed ticks do not make up the frozen root.",
            TrusteeReason.BadEntry => "An entry is not what an honest intake would hold.",
            TrusteeReason.BadRevocation => "A revocation is not signed by a live submission.",
            TrusteeReason.QuorumMissing => "There are fewer live submissions than the policy's quorum.",
            TrusteeReason.OtherList => "This trustee has released another list of this lot.",
            TrusteeReason.DrillOnly => "This trustee's clock is set off on purpose: it serves rehearsals only.",
            TrusteeReason.NoShare => "This trustee holds no share of this lock.",
            TrusteeReason.NotProven =>
                "The evidence is not in a head that this trustee and enough others have cosigned.",
            TrusteeReason.NotCommitted => "What was committed to is not for this lock, or not by its custodian.",
            TrusteeReason.NotOrdered => "The supervisor's orders for that draw do not hold.",
            TrusteeReason.BadRows => "The rows do not give the root that was committed to.",
            TrusteeReason.NotDrawn => "The answers that were shown do not give the value of the newest draw.",
            TrusteeReason.BadStatement => "A signed statement that was shown does not hold.",
            TrusteeReason.NotSeated => "The position does not sit.",
            TrusteeReason.NotPresented => "The gate did not sign that somebody was presented for the position.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
        };
}
