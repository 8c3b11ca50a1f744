using System.Globalization;
using System.Net;
using Trading.Gateway.Providers;

namespace Trading.Gateway.StandIn;

/// <summary>One telephone on the stand-in's page: Chinese first, English beside it.</summary>
internal static class StandInCard
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly Behaviour[] Keys =
    [
        Behaviour.Confirm,
        Behaviour.Decline,
        Behaviour.Repeat,
        Behaviour.Silence,
    ];

    /// <param name="call">What is shown.</param>
    /// <param name="isAnswered">Whether the same telephone answered the same notice, in this call or another.</param>
    public static string Of(StandInCall call, bool isAnswered)
    {
        var isOver =
            call.State is CallState.NoAnswer or CallState.Failed
            || call.Answer is not null
            || (call.Settled ?? call.Off) is not null;
        var (chinese, english) = WordsOf(call, isAnswered);
        var buttons = isOver ? "" : Buttons(call.Id, Keys, null);
        var link = call.Link is { } address
            ? $"""<p>短信 <span lang="en">message</span>：<a href="{Safe(address)}" target="_blank" rel="noreferrer">{Safe(
                address
            )}</a></p>"""
            : "";
        var off = call.Off is { } text
            ? $"""<p><strong>短信 <span lang="en">message</span>：{Safe(text)}</strong></p>"""
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <article><strong>{Safe(call.Number)}</strong>
            <span class="muted">{TimeOf(call.At)} · {chinese} <span lang="en">{english}</span></span>
            <p lang="{Safe(call.Language)}">{Safe(call.Settled ?? call.Text)}</p>{link}{off}{buttons}</article>
            """
        );
    }

    /// <summary>Buttons that do something with one telephone, or with all that nobody touches.</summary>
    public static string Buttons(string id, IEnumerable<Behaviour> acts, Behaviour? pressed) =>
        string.Concat(
            acts.Select(act =>
                $"""
                <form method="post" action="/stand-in/press"><input type="hidden" name="id" value="{Safe(id)}">
                <button name="answer" value="{act}" aria-pressed="{(act == pressed ? "true" : "false")}">{WordOf(
                    act
                )}</button></form>
                """
            )
        );

    // Whoever answered on the page is not somebody who did not answer: that counts before what the telephone did.
    private static (string Chinese, string English) WordsOf(StandInCall call, bool isAnswered)
    {
        var (chinese, english) = call switch
        {
            { Off: not null } => ("已通知不必前往", "called off"),
            { Settled: not null } => ("已在网页上答复", "answered on the page"),
            { Answer: CallAnswer.Confirm } => ("按 1：能到", "pressed 1: will come"),
            { Answer: CallAnswer.Decline } => ("按 2：不能到", "pressed 2: cannot come"),
            { State: CallState.Ringing } => ("正在响铃", "ringing"),
            { State: CallState.Answered } => ("已接听，还未按键", "taken, no key yet"),
            { State: CallState.NoAnswer } when isAnswered => ("无人接听；另有答复", "not taken; answered otherwise"),
            { State: CallState.NoAnswer } => ("无人接听", "not taken"),
            _ => ("未能拨出", "could not be rung"),
        };
        return call.Readings <= 1
            ? (chinese, english)
            : (
                string.Create(CultureInfo.InvariantCulture, $"{chinese} · 播放 {call.Readings} 遍"),
                string.Create(CultureInfo.InvariantCulture, $"{english} · read {call.Readings} times")
            );
    }

    private static string TimeOf(long micros) =>
        DateTimeOffset
            .UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            .ToOffset(Beijing)
            .ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string WordOf(Behaviour act) =>
        act switch
        {
            Behaviour.Confirm => "1 确认 confirm",
            Behaviour.Decline => "2 不能到 decline",
            Behaviour.Repeat => "3 重听 repeat",
            Behaviour.Silence => "不接 silence",
            Behaviour.Failure => "拨不出 failure",
            _ => "停机 down",
        };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
