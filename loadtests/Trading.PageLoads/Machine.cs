using Trading.Cli;

namespace Trading.PageLoads;

/// <summary>What a page runs on, as Chromium plays it.</summary>
/// <param name="Slower">How many times slower the processor is.</param>
/// <param name="BytesPerSecond">What its line carries; 0 is as it is.</param>
/// <param name="FullWithinMs">Until a table of 500 is shown behind its opening.</param>
/// <param name="LateWithinMs">The same for somebody who comes later.</param>
internal sealed record Machine(
    string Name,
    string Text,
    int Slower,
    int BytesPerSecond,
    int FullWithinMs,
    int LateWithinMs
)
{
    public const string Names = "desk,slow,line,phone";
    private const int FourMbit = 500_000;

    private static readonly Machine[] All =
    [
        new("desk", "as it is", 1, 0, 1_500, 3_000),
        new("slow", "processor 6 × slower", 6, 0, 1_500, 3_000),
        new("line", "4 Mbit/s, 40 ms", 1, FourMbit, 3_000, 3_000),
        new("phone", "6 × slower and 4 Mbit/s", 6, FourMbit, 3_000, 3_000),
    ];

    public static IReadOnlyList<Machine> Parse(string list) =>
        [
            .. list.Split(',')
                .Select(name =>
                    Array.Find(All, machine => machine.Name == name)
                    ?? throw CommandException.Usage($"There is no machine {name}.", $"--on is some of {Names}")
                ),
        ];
}
