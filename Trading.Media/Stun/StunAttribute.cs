namespace Trading.Media.Stun;

/// <summary>Attribute types that are read or written. Source: RFC 8489, section 14; RFC 8445, section 16.1.</summary>
public enum StunAttribute : ushort
{
    /// <summary>Ours and the other's name fragment, with a colon between.</summary>
    Username = 0x0006,

    /// <summary>HMAC-SHA1 over everything before it, 20 bytes.</summary>
    MessageIntegrity = 0x0008,

    /// <summary>Class, number and reason of an error.</summary>
    ErrorCode = 0x0009,

    /// <summary>Types that a request had to have understood.</summary>
    UnknownAttributes = 0x000A,

    /// <summary>The sender's address as it was seen, masked with the cookie.</summary>
    XorMappedAddress = 0x0020,

    /// <summary>Priority of the candidate pair, 4 bytes.</summary>
    Priority = 0x0024,

    /// <summary>The controlling side nominates this pair; empty.</summary>
    UseCandidate = 0x0025,

    /// <summary>Who sends, in words; read over.</summary>
    Software = 0x8022,

    /// <summary>CRC-32 of everything before it, masked; always last.</summary>
    Fingerprint = 0x8028,

    /// <summary>The sender is the controlled side, 8 bytes of tie breaker.</summary>
    IceControlled = 0x8029,

    /// <summary>The sender is the controlling side, 8 bytes of tie breaker.</summary>
    IceControlling = 0x802A,
}

/// <summary>Message types of the binding method. Source: RFC 8489, section 5.</summary>
public enum StunType : ushort
{
    /// <summary>A connectivity check.</summary>
    BindingRequest = 0x0001,

    /// <summary>A sign of life that nobody answers.</summary>
    BindingIndication = 0x0011,

    /// <summary>The answer that says the sender's address.</summary>
    BindingSuccess = 0x0101,

    /// <summary>The answer that says what was wrong.</summary>
    BindingError = 0x0111,
}

/// <summary>Why bytes are no STUN message that we read.</summary>
public enum StunFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Shorter than a header, or longer than 1,280 bytes.</summary>
    Length,

    /// <summary>The first bits, the cookie, or the length in the header are wrong.</summary>
    Header,

    /// <summary>A method other than binding.</summary>
    Method,

    /// <summary>An attribute runs over the end, or one of known length has another.</summary>
    Attribute,

    /// <summary>More than 32 attributes.</summary>
    TooManyAttributes,

    /// <summary>A fingerprint that is not last, or is wrong.</summary>
    Fingerprint,
}
