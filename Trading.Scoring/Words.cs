using System.Text;

namespace Trading.Scoring;

/// <summary>
/// Names of enum members as the specification spells them: <c>ListOverBody</c> is <c>list-over-body</c>.
/// </summary>
public static class Words
{
    /// <summary>The spelling of one member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in member.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }
        return word.ToString();
    }
}
