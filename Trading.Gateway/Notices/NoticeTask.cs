namespace Trading.Gateway.Notices;

/// <summary>What the platform asks of a gateway: reach whoever stands at this position.</summary>
/// <param name="Position">The position.</param>
/// <param name="Request">The draw's request, canonical bytes.</param>
/// <param name="Certificate">Of the contact lock.</param>
/// <param name="Root">The root of the committed rows.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Shares">What trustees answered.</param>
public sealed record NoticeTask(
    int Position,
    byte[] Request,
    byte[] Certificate,
    byte[] Root,
    uint K,
    IReadOnlyList<TrusteeShare> Shares
);

/// <summary>One trustee's answer for one record, sealed to this office: bytes subject ‖ bytes box.</summary>
public sealed record TrusteeShare(int Trustee, byte[] Body);
