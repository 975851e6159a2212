const GIBIBYTE = 1024 ** 3;

/**
 * Nominal memory in GiB by family and size, from the AWS table of DB instance classes (June 2023). Families of one line
 * share their sizes. Read literally: a family or size that is not here is unknown.
 */
const FAMILIES: readonly (readonly [families: string, sizes: string])[] = [
  ['t2 t3 t4g', 'micro 1, small 2, medium 4, large 8, xlarge 16, 2xlarge 32'],
  ['m3', 'medium 3.75, large 7.5, xlarge 15, 2xlarge 30'],
  ['m4', 'large 8, xlarge 16, 2xlarge 32, 4xlarge 64, 10xlarge 160, 16xlarge 256'],
  [
    'm5 m5d m6g m6gd m6i m7g',
    'large 8, xlarge 16, 2xlarge 32, 4xlarge 64, 8xlarge 128, 12xlarge 192, 16xlarge 256, 24xlarge 384, 32xlarge 512',
  ],
  ['r3 r4', 'large 15.25, xlarge 30.5, 2xlarge 61, 4xlarge 122, 8xlarge 244, 16xlarge 488'],
  [
    'r5 r5b r5d r6g r6gd r6i r7g',
    'large 16, xlarge 32, 2xlarge 64, 4xlarge 128, 8xlarge 256, 12xlarge 384, 16xlarge 512, 24xlarge 768, 32xlarge 1024',
  ],
  ['x2g', 'large 32, xlarge 64, 2xlarge 128, 4xlarge 256, 8xlarge 512, 12xlarge 768, 16xlarge 1024'],
];

const NOMINAL_GIBIBYTES = new Map(
  FAMILIES.flatMap(([families, sizes]) =>
    families.split(' ').flatMap((family) =>
      sizes.split(', ').map((entry): [string, number] => {
        const [size, gibibytes] = entry.split(' ');
        return [`db.${family}.${size}`, Number(gibibytes)];
      }),
    ),
  ),
);

/** Bounds of what AWS calls DBInstanceClassMemory, in bytes. */
export interface ClassMemory {
  readonly low: number;
  readonly high: number;
}

/**
 * AWS subtracts an unpublished share for the operating system and management. Every observed value lies between
 * 0.97 × nominal − 0.3 GiB and the nominal size. Undefined for a class that the table does not have.
 */
export function memoryOfClass(instanceClass: string): ClassMemory | undefined {
  const nominal = NOMINAL_GIBIBYTES.get(instanceClass);
  if (nominal === undefined) return undefined;
  return { low: Math.floor((0.97 * nominal - 0.3) * GIBIBYTE), high: nominal * GIBIBYTE };
}
