using System.Security.Cryptography;
using Trading.Gateway.Links;
using Trading.Gateway.Providers;

namespace Trading.Gateway.Notices;

/// <summary>Where experts reach the page from outside, or nowhere.</summary>
/// <param name="Address">The origin; ends with '/'.</param>
public sealed record PageSite(Uri? Address);

/// <summary>How a notice stands, as its page is told.</summary>
public enum PageState
{
    /// <summary>It can be answered.</summary>
    Open,

    Confirmed,
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Silent,

    /// <summary>The expert is not needed any more, whatever was answered.</summary>
    CalledOff,

    /// <summary>Nothing of it is kept any more.</summary>
    Over,
}

/// <summary>What a page is told.</summary>
/// <param name="State">How the notice stands.</param>
/// <param name="Sealed">What the page opens with its link; null once nobody needs it.</param>
public sealed record PageView(PageState State, byte[]? Sealed);

/// <summary>
/// The pages of notices. Whoever asks has an id and shows a key; whether one of them is wrong, and which, is not told.
/// Source: docs/spec/notice.md, "Page".
/// </summary>
public sealed class PageDesk(NoticeStore store, NoticeOutcomes outcomes, Clock clock)
{
    /// <summary>So long after the room's hour a page is over, as the draw is when somebody is missing.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    /// <summary>What is kept for a page.</summary>
    public static PageRow RowOf(PageLink link, ShownNotice shown) =>
        new(
            link.Id,
            link.Seal(shown, Entropy.System),
            PageLink.HashOf(link.ConfirmKey),
            PageLink.HashOf(link.DeclineKey),
            shown.RoomAt + (long)Lasts.TotalMicroseconds
        );

    /// <summary>The page under an id; null where there is none.</summary>
    public PageView? Find(byte[] id) => store.FindPage(id) is { } found ? ViewOf(found) : null;

    /// <summary>
    /// Answers, as keys 1 and 2 of a telephone do, where nothing stands yet; then says what stands. Null where there is
    /// no such page, or the key is not the one of this answer.
    /// </summary>
    public PageView? Answer(byte[] id, CallAnswer answer, byte[] key)
    {
        if (store.FindPage(id) is not { } found)
            return null;
        if (found.Page.EndsAt <= clock.Now)
            return new PageView(PageState.Over, null);
        if (found.IsOff)
            return new PageView(PageState.CalledOff, null);
        var hash = answer == CallAnswer.Confirm ? found.Page.Confirm : found.Page.Decline;
        if (!CryptographicOperations.FixedTimeEquals(hash, PageLink.HashOf(key)))
            return null;
        if (found.Outcome is null)
            outcomes.TryDecide(found.Key, NoticeOutcomes.Of(answer), isByPage: true);
        return Find(id);
    }

    private PageView ViewOf((NoticeKey Key, PageRow Page, PositionOutcome? Outcome, bool IsOff) found) =>
        found.Page.EndsAt <= clock.Now ? new PageView(PageState.Over, null)
        : found.IsOff ? new PageView(PageState.CalledOff, null)
        : new PageView(
            found.Outcome switch
            {
                PositionOutcome.Confirmed => PageState.Confirmed,
                PositionOutcome.Declined => PageState.Declined,
                PositionOutcome.Silent => PageState.Silent,
                _ => PageState.Open,
            },
            found.Page.Sealed
        );
}
