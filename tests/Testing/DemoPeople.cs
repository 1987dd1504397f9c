namespace Glip.Testing;

/// <summary>People of the demo clip who were marked by hand.</summary>
public static class DemoPeople
{
    /// <summary>Each is in the picture for more than three seconds.</summary>
    public static IReadOnlyList<VisiblePerson> All { get; } =
    [
        new(6, 486, 247, "dark jacket with red shoulders, at the sign"),
        new(6, 517, 253, "fair hair, black coat, beside him"),
        new(6, 633, 298, "jeans, alone on the right"),
        new(6, 394, 223, "brown jacket, behind the post"),
        new(12, 525, 264, "black coat, right of the post"),
        new(12, 705, 264, "light blue jacket with a bag, on the right"),
        new(20, 236, 229, "dark jacket, on the left"),
        new(20, 632, 329, "jeans, arms held apart, in front"),
        new(25, 561, 223, "black coat, before the tape"),
        new(37, 517, 301, "black jacket with a white sheet"),
        new(44, 630, 306, "red jacket, on the right"),
        new(44, 310, 250, "black jacket, jeans, standing left"),
        new(51, 552, 273, "bald, dark jacket"),
        new(51, 727, 301, "dark clothes, behind the others at the right"),
        new(55, 197, 438, "dark jacket with red shoulders, on the grass"),
        new(55, 261, 440, "fair hair, black coat, on the grass"),
        new(62, 473, 214, "dark jacket, before the tape"),
        new(62, 82, 213, "red jacket, back at the left"),
        new(66, 704, 355, "blue jacket"),
        new(70, 705, 261, "black jacket, from the right"),
    ];
}
