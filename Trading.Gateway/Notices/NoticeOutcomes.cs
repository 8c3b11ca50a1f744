using Trading.Gateway.Providers;

namespace Trading.Gateway.Notices;

/// <summary>
/// Writes outcomes down, with the gateway's signature, whichever way they came: of several for one notice the first
/// stands for ever.
/// </summary>
public sealed class NoticeOutcomes(OfficeClient platform, NoticeStore store)
{
    /// <summary>False where another outcome stands.</summary>
    public bool TryDecide(NoticeKey key, PositionOutcome outcome, bool isByPage) =>
        store.TryDecide(key, outcome, Sign(key, outcome), isByPage);

    public byte[] Sign(NoticeKey key, PositionOutcome outcome) =>
        StatementOf(key, outcome).Sign(platform.Self.SigningKey);

    public static PositionOutcome Of(CallAnswer answer) =>
        answer == CallAnswer.Confirm ? PositionOutcome.Confirmed : PositionOutcome.Declined;

    public static PositionStatement StatementOf(NoticeKey key, PositionOutcome outcome) =>
        new(key.Draw, key.Root, key.K, key.Position, outcome);
}
