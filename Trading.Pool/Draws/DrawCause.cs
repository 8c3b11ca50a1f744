namespace Trading.Pool.Draws;

/// <summary>Why the custodian prepares nothing for a draw, as a stable word; sentences stand on the page.</summary>
public enum DrawCause
{
    /// <summary>Request, policies or certificates cannot be read, or are of another draw.</summary>
    Unreadable,

    /// <summary>A gate of the request's rules says no, or nobody here knows those rules.</summary>
    Gates,

    /// <summary>The three policies are not those of this request.</summary>
    Policies,

    /// <summary>A policy names another custodian.</summary>
    OtherCustodian,

    /// <summary>A policy names keys that the own trust file does not have.</summary>
    Untrusted,

    /// <summary>A lock's certificate does not verify under its policy.</summary>
    Locks,

    /// <summary>The host's signature does not hold.</summary>
    HostSignature,

    /// <summary>The salt of persons does not open, or is not the request's.</summary>
    Salt,

    /// <summary>The time of the draw is over.</summary>
    TooLate,

    /// <summary>Another request under the same id was prepared before.</summary>
    OtherRequest,

    /// <summary>Too many draws were asked for within an hour.</summary>
    TooMany,

    /// <summary>The answers of the reduction's beacon do not hold.</summary>
    Answers,
}
