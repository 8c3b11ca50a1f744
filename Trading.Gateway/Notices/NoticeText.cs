using System.Globalization;

namespace Trading.Gateway.Notices;

/// <summary>The language in which experts are spoken to.</summary>
public enum NoticeLanguage
{
    Chinese,
    English,
}

/// <summary>
/// What is read to an expert: where to report and when, and the number to bring. It names no project, nobody, and no
/// number of seats. Source: docs/spec/notice.md, "Text".
/// </summary>
public static class NoticeText
{
    private const int PositionDigits = 4;
    private const int CodeDigits = 8;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The tag that a provider chooses its voice by (BCP 47).</summary>
    public static string TagOf(NoticeLanguage language) => language == NoticeLanguage.Chinese ? "zh-CN" : "en";

    /// <summary>The 12 digits of an expert, position and code, in groups of four.</summary>
    public static string NumberOf(int position, string code)
    {
        if (code.Length != CodeDigits)
            throw new ArgumentException($"A code of {code.Length} letters.", nameof(code));
        var first = position.ToString($"D{PositionDigits}", CultureInfo.InvariantCulture);
        return $"{first} {code[..4]} {code[4..]}";
    }

    /// <param name="language">Of the text.</param>
    /// <param name="place">Where to report.</param>
    /// <param name="at">When, UTC microseconds.</param>
    /// <param name="number">Of <see cref="NumberOf"/>.</param>
    public static string Of(NoticeLanguage language, string place, long at, string number)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond).ToOffset(Beijing);
        return language == NoticeLanguage.Chinese
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"您好，这是评标专家通知。请于 {time.Month} 月 {time.Day} 日 {time:HH:mm} 到{place}报到，请带身份证。"
                    + $"您的报到号码是 {number}。能到请按 1，不能到请按 2，重听请按 3。"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Hello, this is a notice for experts. Please report to {place} at {time:HH:mm} "
                    + $"on {time:yyyy-MM-dd}, Beijing time, and bring your identity card. Your number is {number}. "
                    + $"Press 1 if you will come, 2 if you cannot, 3 to hear this again."
            );
    }

    /// <summary>What whoever is not needed any more is told. It says no reason: the gateway knows none.</summary>
    public static string CalledOff(NoticeLanguage language) =>
        language == NoticeLanguage.Chinese
            ? "您好，这是评标专家通知：此前通知您的报到已经取消，请不要前往。以后再有需要，会另行通知。"
            : "Hello, this is a notice for experts. The appointment that you were told of is called off: please do not "
                + "come. If you are needed another time you will be told again.";

    /// <summary>What is read to whoever still listens after the answer was given on the page.</summary>
    public static string Settled(NoticeLanguage language, PositionOutcome outcome) =>
        (language, outcome == PositionOutcome.Confirmed) switch
        {
            (NoticeLanguage.Chinese, true) => "您已在网页上答复：能到。以此为准，不必再按键。",
            (NoticeLanguage.Chinese, false) => "您已在网页上答复：不能到。以此为准，不必再按键。",
            (_, true) => "You answered on the page that you will come. That stands; no key is needed any more.",
            _ => "You answered on the page that you cannot come. That stands; no key is needed any more.",
        };
}
