namespace Trading.Cli;

/// <summary>
/// The deadline stands in every lock and cannot be changed: before it is published the host sees it in Beijing time
/// and says yes. One far ahead is asked for on its own, since a wrong year looks like a right one; one that has passed
/// is refused.
/// </summary>
public static class DeadlineQuestion
{
    /// <summary>A deadline more days ahead than this is asked for on its own.</summary>
    public const int FarDays = 60;

    private const long DayMicros = 86_400_000_000;

    /// <param name="confirmation">Whom to ask.</param>
    /// <param name="closeAt">UTC microseconds.</param>
    /// <param name="now">UTC microseconds.</param>
    /// <param name="yes">Whether <c>--yes</c> was given.</param>
    /// <param name="far">Whether <c>--far-deadline</c> was given.</param>
    public static void Ask(Confirmation confirmation, long closeAt, long now, bool yes, bool far)
    {
        var text = TimeText.Deadline(closeAt);
        if (closeAt <= now)
            throw CommandException.Usage(
                $"The deadline {text} has passed {TimeText.Span(now - closeAt)} ago.",
                "set a deadline that lies ahead"
            );
        confirmation.Notes.WriteLine($"deadline {text}, in {TimeText.Span(closeAt - now)}");
        if (closeAt - now > FarDays * DayMicros)
            confirmation.Ask(
                $"That is more than {FarDays} days ahead. Is the year {text[..4]} meant?",
                "--far-deadline",
                far
            );
        confirmation.Ask("It cannot be changed after the publication. Is it right?", "--yes", yes);
    }
}
