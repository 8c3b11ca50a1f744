namespace Trading.Documents;

/// <summary>
/// A piece of text: runs of one style each. A string converts to one plain run. <c>\n</c> breaks the line; a tab is a
/// space; every other control or reordering character is drawn as its code (docs/spec/record.md, "Characters"), so that
/// no text can hide, move or reorder what stands beside it.
/// </summary>
/// <param name="Runs">In reading order.</param>
public sealed record Text(IReadOnlyList<Run> Runs)
{
    /// <summary>Several runs one after the other, without a space between them.</summary>
    public static Text Of(params Run[] runs) => new(runs);

    /// <summary>One plain run.</summary>
    public static implicit operator Text(string text) => new([new Run(text)]);

    /// <summary>One run.</summary>
    public static implicit operator Text(Run run) => new([run]);
}

/// <summary>Text in one style.</summary>
/// <param name="Value">The characters.</param>
public sealed record Run(string Value)
{
    /// <summary>The heavy weight.</summary>
    public bool Bold { get; init; }

    /// <summary>Four fifths of the size around it.</summary>
    public bool Small { get; init; }

    /// <summary>The colour; <c>null</c> takes the surrounding one.</summary>
    public Tone? Tone { get; init; }
}

/// <summary>
/// The few colours of a document. All text colours keep a contrast of at least 4.5 to 1 on white and on the head's
/// fill.
/// </summary>
public enum Tone
{
    /// <summary>Near black: all ordinary text.</summary>
    Ink,

    /// <summary>Grey: labels, notes.</summary>
    Muted,

    /// <summary>Blue: bars, emphasis.</summary>
    Accent,

    /// <summary>Green: in order.</summary>
    Good,

    /// <summary>Red: marks that must be seen.</summary>
    Alert,
}

/// <summary>Where text stands in its column.</summary>
public enum Align
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>At the right edge: figures.</summary>
    Right,
}
