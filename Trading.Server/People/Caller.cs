namespace Trading.Server.People;

/// <summary>How somebody signed in.</summary>
public enum SignInKind
{
    /// <summary>With the key of a certificate of one of the trust file's authorities.</summary>
    Certificate,

    /// <summary>With an account's password.</summary>
    Password,

    /// <summary>With a single-use token of the demo.</summary>
    Token,

    /// <summary>A trustee with its signing key.</summary>
    Trustee,

    /// <summary>An office of draws (custodian, gateway, gate) with its signing key.</summary>
    Office,

    /// <summary>Whoever sits in an evaluation room, with the key of the seat.</summary>
    Seat,

    /// <summary>Whoever holds a key of a bid of an evaluation room: the key of the submission, from its kit.</summary>
    Bid,
}

/// <summary>Who a ticket speaks for.</summary>
/// <param name="Kind">How the ticket was got.</param>
/// <param name="Name">A trustee's or an office's name in the trust file, or ROOM.N of a seat,
/// ROOM.BID of a bid. A person's name is told
/// at sign-in and stands in no ticket.</param>
/// <param name="Key">65 bytes: what session roles hang on; none for an account that has bound no key.</param>
/// <param name="Staff">The account, when it was a password.</param>
public sealed record Caller(SignInKind Kind, string Name, byte[] Key, StaffView? Staff = null)
{
    public bool IsTrustee => Kind == SignInKind.Trustee;

    public bool IsOffice => Kind == SignInKind.Office;

    public bool IsSeat => Kind == SignInKind.Seat;

    /// <summary>Whether the ticket is for one room, and names the part in it: no right hangs on its key.</summary>
    public bool IsOfRoom => Kind is SignInKind.Seat or SignInKind.Bid;

    /// <summary>One word for one person: the account, or the key.</summary>
    public string Word => Staff?.User ?? Convert.ToHexStringLower(Key);
}

/// <summary>A ticket as it was sealed, before anybody asked whether it still stands.</summary>
/// <param name="Id">16 random bytes.</param>
/// <param name="ExpiresAt">UTC microseconds.</param>
/// <param name="Kind">How it was got.</param>
/// <param name="Name">A trustee's or an office's name, a seat, or an account's id; empty for everybody else.</param>
/// <param name="Stamp">The account's stamp when the ticket was got; empty for everybody else.</param>
/// <param name="Key">65 bytes; none for an account, whose key is asked at every request.</param>
public sealed record SealedTicket(byte[] Id, long ExpiresAt, SignInKind Kind, string Name, string Stamp, byte[] Key);
