namespace Trading.Locks.Trustee;

/// <summary>Why a trustee refuses, as a stable word; docs/spec/trustee.md, "Refusals".</summary>
public enum TrusteeReason
{
    /// <summary>The bytes break their format.</summary>
    Malformed,

    /// <summary>The policy is for another session or lot than the want.</summary>
    OtherLot,

    /// <summary>Another policy was accepted for this lot before.</summary>
    SecondPolicy,

    /// <summary>A key or name of the policy is not the trust file's.</summary>
    NotTrusted,

    /// <summary>This trustee is not among the policy's trustees.</summary>
    NotNamed,

    /// <summary>The lock is for something other than opening bids.</summary>
    OtherPurpose,

    /// <summary>The deadline has passed on this trustee's clock.</summary>
    DeadlinePassed,

    /// <summary>The want does not fit the ceremony's state here.</summary>
    OutOfTurn,

    /// <summary>The own commitment or message is not among those shown.</summary>
    OwnMessageMissing,

    /// <summary>A message 1 is not the one committed to, or is wrong; a complaint names the sender.</summary>
    CeremonyFailed,

    /// <summary>The lock certificate does not hold, or is not of this ceremony.</summary>
    BadCertificate,

    /// <summary>The checkpoint is no note of the platform for this stream.</summary>
    BadCheckpoint,

    /// <summary>The new head is not an extension of the head cosigned last.</summary>
    Fork,

    /// <summary>The intake tree is larger than the schedule allows by this trustee's clock.</summary>
    TooLarge,

    /// <summary>The intake was frozen; it may not grow.</summary>
    GrowthAfterFreeze,

    /// <summary>The head is not the one that the schedule ends with.</summary>
    NotTheDrain,

    /// <summary>
    /// The frozen head came too late, and neither another trustee's timely cosignature on it nor the order of host and
    /// supervisor was shown.
    /// </summary>
    LateFreeze,

    /// <summary>This trustee's clock is behind a time that others have attested.</summary>
    ClockBehind,

    /// <summary>t_open has not come on this trustee's clock.</summary>
    TooEarly,

    /// <summary>Too few other trustees attested the own clock, freshly and for the own nonce.</summary>
    NotAttested,

    /// <summary>The freeze lacks t cosignatures, or the own one.</summary>
    NotFrozen,

    /// <summary>The disclosed ticks do not make up the frozen root.</summary>
    RootMismatch,

    /// <summary>An entry is not what an honest intake would hold.</summary>
    BadEntry,

    /// <summary>A revocation does not hold.</summary>
    BadRevocation,

    /// <summary>Fewer live submissions than the policy's quorum.</summary>
    QuorumMissing,

    /// <summary>Partial openings were given for another list.</summary>
    OtherList,

    /// <summary>A clock offset is configured, which only a drill may use.</summary>
    DrillOnly,

    /// <summary>The key of this lot is not held here.</summary>
    NoShare,

    /// <summary>
    /// An event of the evidence is not in the head that was shown, or too few cosigned that head, or not this trustee.
    /// </summary>
    NotProven,

    /// <summary>What the point stands in was not committed to for this lock, by whoever may.</summary>
    NotCommitted,

    /// <summary>Whoever may order it did not.</summary>
    NotOrdered,

    /// <summary>The rows that were fetched do not give the root that was committed to.</summary>
    BadRows,

    /// <summary>The answers that were shown do not give the draw's value.</summary>
    NotDrawn,

    /// <summary>A signed statement that was shown does not hold.</summary>
    BadStatement,

    /// <summary>The position does not sit.</summary>
    NotSeated,

    /// <summary>Nobody was presented at the gate for the position.</summary>
    NotPresented,
}
