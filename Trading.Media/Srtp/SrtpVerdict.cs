namespace Trading.Media.Srtp;

/// <summary>What became of a packet that was to be opened or sealed.</summary>
public enum SrtpVerdict
{
    /// <summary>It is in the destination.</summary>
    Done,

    /// <summary>No RTP or RTCP packet, or too short or long for its profile.</summary>
    Malformed,

    /// <summary>Its number was there.</summary>
    Replayed,

    /// <summary>Its number lies behind the window of 1,024.</summary>
    TooOld,

    /// <summary>The tag is wrong: it was not made with this key, or was changed.</summary>
    WrongTag,

    /// <summary>More sources than the connection may have.</summary>
    TooManySources,

    /// <summary>Sealing: this number was used for other bytes. A bug above; nothing leaves.</summary>
    OtherBytes,

    /// <summary>The numbers of this key are used up (2⁴⁸ packets, 2³¹ compounds): a new connection is needed.</summary>
    UsedUp,
}
