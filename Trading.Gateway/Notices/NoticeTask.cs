namespace Trading.Gateway.Notices;

/// <summary>What the platform asks of a gateway: reach whoever stands at this position.</summary>
/// <param name="Position">The position.</param>
/// <param name="Request">The draw's request, canonical bytes.</param>
/// <param name="Certificates">Of the locks for draw, names and contact.</param>
/// <param name="Root">The root of the committed rows.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Shares">What trustees answered.</param>
public sealed record NoticeTask(
    int Position,
    byte[] Request,
    IReadOnlyList<byte[]> Certificates,
    byte[] Root,
    uint K,
    IReadOnlyList<TrusteeShare> Shares
);

/// <summary>What the platform says of those who are not needed any more.</summary>
/// <param name="Root">The root of the committed rows.</param>
/// <param name="K">The number of the newest draw: of those before it nobody is needed.</param>
/// <param name="Positions">Of that draw, who is not.</param>
/// <param name="HasEnded">Whether the draw ended without a committee: nobody is.</param>
public sealed record CalledOffTask(byte[] Root, uint K, IReadOnlyList<int> Positions, bool HasEnded);

/// <summary>One trustee's answer for one record, in its box for this office.</summary>
public sealed record TrusteeShare(int Trustee, byte[] Body);
