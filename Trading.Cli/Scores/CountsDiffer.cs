using Trading.Scoring;

namespace Trading.Cli;

/// <summary>What the command line says where two counts differ.</summary>
public static class CountsDiffer
{
    /// <summary>The refusal of whatever only one of the two believes.</summary>
    public static CommandException Refuse(string where, CellDifference cell, ScoreWords words)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(words);
        return CommandException.Refused(where + words.Describe(cell), "spec:scoring", words.DifferNext);
    }
}
