namespace Trading.Documents.Layout;

/// <summary>
/// An element of the logical structure, by the names of ISO 32000-1, 14.8.4: what a part of the page is, in reading
/// order. Layout makes the tree, drawing hangs the marked content below it.
/// </summary>
internal sealed class Tag(string type)
{
    public string Type => type;

    /// <summary>Elements and marked content, in reading order.</summary>
    public List<TagKid> Kids { get; } = [];

    /// <summary>What it is for who cannot see it; empty where its text says so.</summary>
    public string Alternative { get; init; } = "";

    /// <summary>The text that its content stands for; empty where that speaks for itself.</summary>
    public string ActualText { get; init; } = "";

    /// <summary>Attribute dictionaries as the file has them, empty for none.</summary>
    public string Attributes { get; set; } = "";

    public Tag Add(Tag child)
    {
        Kids.Add(new TagKid(child, default));
        return child;
    }

    public Tag Add(string childType) => Add(new Tag(childType));
}

/// <summary>What hangs below a tag: another one, or, where that is null, a piece of a page.</summary>
internal readonly record struct TagKid(Tag? Child, Mark Mark);

/// <summary>A marked piece of content: the page's index, from 0, and the number on that page, from 0.</summary>
internal readonly record struct Mark(int Page, int Number);
